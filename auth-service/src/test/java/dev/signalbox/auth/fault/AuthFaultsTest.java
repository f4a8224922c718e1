package dev.signalbox.auth.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.auth.AuthServiceTest;
import dev.signalbox.common.fault.Faults;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Each fault makes the trouble that its description promises, and none when it is off. */
class AuthFaultsTest extends AuthServiceTest {

    @Autowired
    Map<String, Integer> intensities;

    @Autowired
    DatabaseClient database;

    @Autowired
    MeterRegistry meters;

    @AfterEach
    void allOff() {
        intensities.clear();
    }

    @Test
    void slowPasswordHashTakesCpuTimeAndLeavesNoSlowHashBehind() {
        Duration usual = hashing(this::registered);
        intensities.put(AuthFaults.SLOW_PASSWORD_HASH, 8); // 256 times the work
        Duration slow = hashing(this::registered);
        assertThat(slow).isGreaterThan(usual.multipliedBy(5));

        String everyCost = database.sql("SELECT DISTINCT substr(password_hash, 1, 7) AS cost FROM users")
                .map(row -> row.get("cost", String.class))
                .one()
                .block();
        assertThat(everyCost).isEqualTo("$2a$04$");
    }

    @Test
    void sessionLockContentionMakesChecksWaitForEachOtherInTheDatabase() {
        String token = token();
        Duration usual = checks(token, 4);
        intensities.put(AuthFaults.SESSION_LOCK_CONTENTION, 150);
        // One after the other, each holding the lock: four take four times as long, however many connections there are.
        assertThat(checks(token, 4)).isGreaterThan(Duration.ofMillis(4 * 150)).isGreaterThan(usual);
        assertThat(countedChecks()).isEqualTo(4);
    }

    @Test
    void blockingCallOnEventLoopHoldsUpTheThreadThatServesTheNetwork() {
        String token = token();
        intensities.put(AuthFaults.BLOCKING_CALL_ON_EVENT_LOOP, 300);
        assertThat(checks(token, 1)).isGreaterThan(Duration.ofMillis(300));
    }

    private Duration hashing(Runnable work) {
        double before = hashTime();
        work.run();
        return Duration.ofNanos((long) (hashTime() - before));
    }

    private double hashTime() {
        Timer timer = meters.find("password.hash").timer();
        return timer == null ? 0 : timer.totalTime(TimeUnit.NANOSECONDS);
    }

    private Duration checks(String token, int atOnce) {
        long start = System.nanoTime();
        Flux.range(0, atOnce)
                .flatMap(i -> Mono.fromRunnable(
                                () -> current(token).expectStatus().isOk())
                        .subscribeOn(Schedulers.boundedElastic()))
                .then()
                .block();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private long countedChecks() {
        return database.sql("SELECT checks FROM session_checks")
                .map(row -> row.get("checks", Long.class))
                .one()
                .block();
    }

    @TestConfiguration
    static class SwitchedByHand {

        @Bean
        Map<String, Integer> intensities() {
            return new ConcurrentHashMap<>();
        }

        @Bean
        Faults faults(Map<String, Integer> intensities) {
            return key -> intensities.getOrDefault(key, 0);
        }
    }
}
