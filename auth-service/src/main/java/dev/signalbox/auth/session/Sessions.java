package dev.signalbox.auth.session;

import dev.signalbox.auth.password.PasswordHasher;
import dev.signalbox.auth.throttle.SignInThrottle;
import dev.signalbox.auth.throttle.TooManyAttempts;
import dev.signalbox.auth.user.User;
import dev.signalbox.auth.user.Users;
import dev.signalbox.common.telemetry.Observations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Signing in and out, and who is signed in. */
@Service
class Sessions {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private final Users users;
    private final SessionStore store;
    private final PasswordHasher hasher;
    private final SignInThrottle throttle;
    private final SessionProperties properties;
    private final Clock clock;
    private final Observations observations;
    private final MeterRegistry meters;
    private final SecureRandom random = new SecureRandom();

    Sessions(
            Users users,
            SessionStore store,
            PasswordHasher hasher,
            SignInThrottle throttle,
            SessionProperties properties,
            Clock clock,
            Observations observations,
            MeterRegistry meters) {
        this.users = users;
        this.store = store;
        this.hasher = hasher;
        this.throttle = throttle;
        this.properties = properties;
        this.clock = clock;
        this.observations = observations;
        this.meters = meters;
    }

    /**
     * Signs somebody in. An unknown account and a wrong password take the same time and get the same answer.
     *
     * @param address where the attempt comes from
     */
    Mono<SignedIn> signIn(SignIn signIn, String address) {
        return Mono.fromSupplier(() -> throttle.charge(signIn.email(), address))
                .flatMap(attempt -> authenticate(signIn)
                        .flatMap(this::begin)
                        .doOnNext(signedIn -> attempt.giveBack())
                        .doOnError(error -> !(error instanceof Unauthorized), error -> attempt.giveBack()))
                .doOnNext(signedIn -> report(Outcome.SUCCESS))
                .doOnError(error -> report(Outcome.of(error)));
    }

    private Mono<User> authenticate(SignIn signIn) {
        return users.byEmail(signIn.email())
                .singleOptional()
                .flatMap(account -> account.map(known -> hasher.matches(signIn.password(), known.passwordHash())
                                .filter(matches -> matches)
                                .map(matches -> known.user()))
                        .orElseGet(() -> hasher.matchesNobody(signIn.password()).then(Mono.empty())))
                .switchIfEmpty(Mono.error(Unauthorized::wrongCredentials));
    }

    private Mono<SignedIn> begin(User user) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant expiresAt = now.plus(properties.lifetime());
        SessionToken token = SessionToken.random(random);
        return store.add(token.hash(), user.id(), now, expiresAt)
                .thenReturn(new SignedIn(token.value(), expiresAt, user));
    }

    /** Who a token belongs to; an error with 401 if to nobody. */
    Mono<ActiveSession> verify(String authorization) {
        return observations
                .observe(
                        "session.verify",
                        observation -> Mono.justOrEmpty(SessionToken.ofHeader(authorization))
                                .flatMap(token -> store.find(token.hash(), clock.instant()))
                                .singleOptional()
                                .doOnNext(session -> report(session, observation)))
                .flatMap(Mono::justOrEmpty)
                .switchIfEmpty(Mono.error(Unauthorized::noSession));
    }

    /** Ends a session; an error with 401 if there is none. */
    Mono<Void> signOut(String authorization) {
        return Mono.justOrEmpty(SessionToken.ofHeader(authorization))
                .flatMap(token -> store.remove(token.hash(), clock.instant()))
                .filter(removed -> removed)
                .switchIfEmpty(Mono.error(Unauthorized::noSession))
                .then();
    }

    private static void report(Optional<ActiveSession> session, Observation observation) {
        String outcome = session.isPresent() ? "valid" : "invalid";
        observation.lowCardinalityKeyValue("session.outcome", outcome);
        LoggingEventBuilder line = log.atInfo().addKeyValue("session.outcome", outcome);
        session.ifPresent(active -> line.addKeyValue("user_id", active.user().id()));
        line.log("Session checked: {}", outcome);
    }

    private void report(Outcome outcome) {
        meters.counter("auth.sign_ins", "outcome", Observations.value(outcome)).increment();
        log.atInfo().addKeyValue("outcome", outcome).log("Sign-in");
    }

    /** How a sign-in can end. */
    private enum Outcome {
        SUCCESS,
        WRONG_CREDENTIALS,
        THROTTLED,
        FAILED;

        static Outcome of(Throwable error) {
            if (error instanceof Unauthorized) {
                return WRONG_CREDENTIALS;
            }
            return error instanceof TooManyAttempts ? THROTTLED : FAILED;
        }
    }
}
