package dev.signalbox.auth.user;

import dev.signalbox.auth.password.PasswordHasher;
import dev.signalbox.common.telemetry.Observations;
import java.time.Duration;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Makes sure, at start, that the account for demonstrations exists and has the configured password. */
@Component
@ConditionalOnProperty("signalbox.demo.password")
class DemoAccount implements ApplicationRunner {

    private final Users users;
    private final PasswordHasher hasher;
    private final DemoProperties demo;
    private final Observations observations;

    DemoAccount(Users users, PasswordHasher hasher, DemoProperties demo, Observations observations) {
        this.users = users;
        this.hasher = hasher;
        this.demo = demo;
        this.observations = observations;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        users.byEmail(demo.email())
                .flatMap(this::withConfiguredPassword)
                .switchIfEmpty(Mono.defer(this::create))
                // A busy machine that starts everything at once may need more than the time that requests get later.
                .retryWhen(Retry.fixedDelay(30, Duration.ofMillis(500)).filter(DataAccessException.class::isInstance))
                .transform(observations.mono("demo.account"))
                .block(Duration.ofMinutes(1));
    }

    private Mono<User> withConfiguredPassword(Credentials existing) {
        return hasher.matches(demo.password(), existing.passwordHash())
                .flatMap(matches -> matches
                        ? Mono.empty()
                        : hasher.hash(demo.password())
                                .flatMap(hash ->
                                        users.changePassword(existing.user().id(), hash)))
                .thenReturn(existing.user());
    }

    private Mono<User> create() {
        return hasher.hash(demo.password()).flatMap(hash -> users.add(demo.email(), demo.displayName(), hash));
    }
}
