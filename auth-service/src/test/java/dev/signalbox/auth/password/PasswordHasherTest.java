package dev.signalbox.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.problem.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PasswordHasherTest {

    private final Recorder encoder = new Recorder();
    private final PasswordHasher hasher = new PasswordHasher(
            encoder, ObservationRegistry.create(), new SimpleMeterRegistry(), new PasswordProperties(4, 2));

    @AfterEach
    void close() {
        encoder.mayGoOn.countDown();
        hasher.close();
    }

    @Test
    void allHashesAreMadeOnOneThreadThatServesNothingElse() {
        encoder.mayGoOn.countDown();
        Flux.concat(hasher.hash("a"), hasher.matches("a", "a"), hasher.matchesNobody("a"))
                .blockLast();
        assertThat(encoder.threads).singleElement().asString().startsWith("password-hash-");
    }

    @Test
    void anAccountThatDoesNotExistCostsOneComparisonLikeAnyOther() {
        encoder.mayGoOn.countDown();
        int before = encoder.comparisons.get();
        assertThat(hasher.matchesNobody("the password of nobody").block()).isFalse();
        assertThat(encoder.comparisons.get() - before).isEqualTo(1);
    }

    @Test
    void whenTooManyWaitTheNextIsRefusedAndToldWhenToComeBack() {
        Mono<Void> oneAtWorkAndTwoInTheQueue =
                Flux.range(0, 3).flatMap(i -> hasher.hash("a")).then();
        oneAtWorkAndTwoInTheQueue.subscribe();

        StepVerifier.create(hasher.hash("one too many"))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                Unavailable.class,
                                unavailable -> assertThat(
                                                unavailable.getHeaders().getFirst("Retry-After"))
                                        .isEqualTo("1")))
                .verify(Duration.ofSeconds(10));

        encoder.mayGoOn.countDown();
        // Room again, once the others are done.
        await().ignoreExceptions().until(() -> hasher.hash("a").block().equals("a"));
    }

    /** Does nothing for a while, and notes where. */
    private static final class Recorder implements PasswordEncoder {

        private final CountDownLatch mayGoOn = new CountDownLatch(1);
        private final Set<String> threads = ConcurrentHashMap.newKeySet();
        private final AtomicInteger comparisons = new AtomicInteger();

        @Override
        public String encode(CharSequence password) {
            if (Thread.currentThread().getName().startsWith("password-hash-")) {
                work();
            }
            return password.toString();
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
            comparisons.incrementAndGet();
            work();
            return hash.contentEquals(password);
        }

        private void work() {
            threads.add(Thread.currentThread().getName());
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
