package dev.signalbox.auth.password;

import dev.signalbox.common.problem.Unavailable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Makes and compares password hashes: milliseconds of CPU each, one after the other on one thread, each inside one span
 * {@code password.hash}. Only so can a sampling profiler tell which request its samples belong to. When too many wait
 * already, the next is refused with 503.
 */
@Component
public class PasswordHasher implements AutoCloseable {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final PasswordEncoder encoder;
    private final ObservationRegistry observations;
    private final ThreadPoolExecutor executor;
    private final Scheduler thread;
    private final String nobodysHash;

    PasswordHasher(
            PasswordEncoder encoder,
            ObservationRegistry observations,
            MeterRegistry meters,
            PasswordProperties properties) {
        this.encoder = encoder;
        this.observations = observations;
        this.executor = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(properties.queue()),
                new CustomizableThreadFactory("password-hash-"));
        this.thread = Schedulers.fromExecutorService(executor);
        this.nobodysHash = encoder.encode("the password of nobody");
        Gauge.builder("password.hash.queue.length", executor, e -> e.getQueue().size())
                .description("Hashes that wait for the thread that makes them")
                .register(meters);
    }

    /** Hashes a password, with a salt of its own. */
    public Mono<String> hash(String password) {
        return onThread("hash", () -> encoder.encode(password));
    }

    /** Whether a password is the one that was hashed. */
    public Mono<Boolean> matches(String password, String hash) {
        return onThread("verify", () -> encoder.matches(password, hash));
    }

    /** Takes as long as {@link #matches}, and is always false: for accounts that do not exist. */
    public Mono<Boolean> matchesNobody(String password) {
        return onThread("verify", () -> encoder.matches(password, nobodysHash) && false);
    }

    private <T> Mono<T> onThread(String operation, Callable<T> work) {
        return Mono.fromCallable(() -> Observation.createNotStarted("password.hash", observations)
                        .contextualName("password.hash")
                        .lowCardinalityKeyValue("password.operation", operation)
                        .observeChecked(work::call))
                .subscribeOn(thread)
                .onErrorMap(
                        RejectedExecutionException.class,
                        full -> new Unavailable("Too many people sign in at the moment.", RETRY_AFTER, full));
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
