package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.process.Signal;
import dev.signalbox.lab.state.LabState.PartState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One thing is taken away at a time, and given back. */
@ExtendWith(SharedLab.class)
class BadDaysIT {

    private static final Duration RECOVERS_WITHIN = Duration.ofSeconds(90);

    private Lab lab;
    private Trader trader;

    @BeforeEach
    void aCalmLab(Lab shared) throws Exception {
        lab = shared;
        trader = Trader.register(lab);
        trader.buyAtLast();
    }

    @AfterEach
    void allIsWellAgain() {
        await().atMost(RECOVERS_WITHIN).until(() -> lab.signalbox("status").exitCode() == 0);
    }

    private long pid(String part) {
        return lab.part(part).process().pid();
    }

    @Test
    void aFrozenDatabaseIsA503InTimeAndAllGoesOnWhenItIsBack() throws Exception {
        long postgres = pid("postgres");
        List<Long> server = new ArrayList<>(List.of(postgres));
        ProcessHandle.of(postgres)
                .orElseThrow()
                .descendants()
                .map(ProcessHandle::pid)
                .forEach(server::add);

        Timed refused;
        for (long process : server) {
            Signal.STOP.send(process);
        }
        try {
            // At first some wait for a connection that was in use; then each is refused in time.
            refused = await().atMost(Duration.ofSeconds(30))
                    .until(
                            this::timed,
                            answer -> answer.answer().status() == 503
                                    && answer.took().compareTo(Duration.ofSeconds(2)) < 0);
        } finally {
            for (long process : server) {
                Signal.CONT.send(process);
            }
        }

        assertThat(refused.answer().headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.answer().headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(trader.buy().status()).isEqualTo(201));
    }

    private record Timed(Http.Answer answer, Duration took) {}

    private Timed timed() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Http.Answer answer = trader.portfolio();
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - begun));
    }

    @Test
    void aDatabaseKilledAmongOrdersIsStartedAgainAndNoAcknowledgedOneIsLost() throws Exception {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> buying = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                buyAndNote(acknowledged);
            }
        });

        try {
            await().atMost(RECOVERS_WITHIN).until(() -> acknowledged.size() >= 5);
            Signal.KILL.send(pid("postgres"));
            await().atMost(RECOVERS_WITHIN)
                    .ignoreExceptions()
                    .until(() -> lab.part("postgres").restarts() > 0);
            int before = acknowledged.size();
            await().atMost(RECOVERS_WITHIN).until(() -> acknowledged.size() >= before + 5);
        } finally {
            enough.set(true);
        }

        buying.get(30, TimeUnit.SECONDS);
        for (String order : acknowledged) {
            assertThat(trader.order(order).status()).as(order).isEqualTo(200);
        }
    }

    private void buyAndNote(Queue<String> acknowledged) {
        try {
            Http.Answer answer = trader.buy();
            if (answer.status() == 201) {
                acknowledged.add(answer.json().path("id").asString());
            }
        } catch (IOException e) {
            // Not acknowledged, then.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whileNobodyCanBeAskedWhoSomeoneIsTheBrokerSaysSoAndTheCircuitOpensAndTriesAgain() throws Exception {
        Http http = new Http();
        String portfolio = lab.url(Ports.BROKER, "/portfolio");
        long auth = pid("auth-service");
        Instant frozen = Instant.now();

        Signal.STOP.send(auth);
        try {
            // Slow at first, while each call waits for its time limit; at once when the circuit is open.
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                long begun = System.nanoTime();
                Http.Answer answer = http.get(portfolio, trader.token());
                assertThat(answer.status()).isEqualTo(503);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(300));
            });
        } finally {
            Signal.CONT.send(auth);
        }

        await().atMost(RECOVERS_WITHIN)
                .untilAsserted(() ->
                        assertThat(http.get(portfolio, trader.token()).status()).isEqualTo(200));
        await().atMost(RECOVERS_WITHIN)
                .untilAsserted(() -> assertThat(new Backend(lab)
                                .messages("broker-service", "The circuit to auth-service changed", frozen))
                        .anyMatch(message -> message.contains("from CLOSED to OPEN"))
                        .anyMatch(message -> message.contains("from OPEN to HALF_OPEN")));
    }

    @Test
    void withoutTheBackendTheServicesServeAndWhenItIsBackTelemetryGoesOn() throws Exception {
        Backend backend = new Backend(lab);
        ProcessId before = lab.part("local-backend").process();

        Signal.STOP.send(before.pid());
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(trader.buy().status()).isEqualTo(201);
            }
        } finally {
            Signal.KILL.send(before.pid());
        }

        await().atMost(RECOVERS_WITHIN).until(backend::isThere);
        await().atMost(RECOVERS_WITHIN).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            String traceId = trader.buy().traceId();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> backend.trace(traceId).size() > 3);
        });
    }

    @Test
    void aServiceThatIsKilledIsReportedAndStartedAgain() throws Exception {
        PartState before = lab.part("broker-service");

        Signal.KILL.send(before.process().pid());

        await().atMost(RECOVERS_WITHIN).ignoreExceptions().untilAsserted(() -> {
            PartState after = lab.part("broker-service");
            assertThat(after.process()).isNotEqualTo(before.process());
            assertThat(after.restarts()).isEqualTo(before.restarts() + 1);
            assertThat(trader.buy().status()).isEqualTo(201);
        });
        assertThat(lab.home().resolve("logs/lab.log"))
                .content()
                .contains("broker-service")
                .contains("ended by itself (exit code 137)");
    }

    @Test
    void whenTheSupervisorIsKilledTheNextUpEndsWhatItLeftAndDataIsKept() throws Exception {
        String order = trader.buyAtLast().json().path("id").asString();
        List<ProcessId> before = lab.processes();

        Signal.KILL.send(lab.state().supervisor().pid());
        await().until(() -> !before.get(before.size() - 1).isAlive());
        assertThat(lab.signalbox("status").exitCode()).isEqualTo(1);
        Lab.Result up = lab.signalbox("up", "-d");

        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(up.output()).contains("Ended what an earlier lab had left running", "postgres");
        assertThat(before).noneMatch(ProcessId::isAlive);
        assertThat(trader.orders().body()).contains(order);
    }

    @Test
    void aSecondUpOfTheSameLabSaysThatItRunsAndChangesNothing() {
        List<ProcessId> before = lab.processes();

        Lab.Result second = lab.signalbox("up", "-d");

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output()).contains("runs already", "./signalbox down");
        assertThat(lab.processes()).isEqualTo(before).allMatch(ProcessId::isAlive);
    }
}
