package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.e2e.Customers.Placed;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.http.Http;
import dev.signalbox.lab.observe.LogLine;
import dev.signalbox.lab.observe.Span;
import dev.signalbox.lab.process.Health;
import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.process.Signal;
import dev.signalbox.lab.state.LabState.PartState;
import dev.signalbox.lab.visitor.Trader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One thing is taken away at a time, and given back. */
@ExtendWith(SharedLab.class)
class BadDaysIT {

    private static final Duration REFUSED_WITHIN = Duration.ofSeconds(2);
    private static final Duration SERVES_AGAIN_WITHIN = Duration.ofSeconds(5);

    /** A JVM with an agent, on a machine that has other things to do. */
    private static final Duration STARTED_AGAIN_WITHIN = Duration.ofSeconds(90);

    private static final Duration TELEMETRY_GOES_ON_WITHIN = Duration.ofSeconds(60);

    /** Each makes three spans; 8192 wait to be sent at most, and 2048 are being sent. */
    private static final int REQUESTS_THAT_FILL_THE_QUEUES = 4000;

    /** Their log lines. Their spans would be twice as much and more. */
    private static final int GROWS_LESS_THAN = 10 << 20;

    private final Http http = new Http();
    private Lab lab;
    private Trader trader;

    @BeforeEach
    void aCalmLabThatIsWarm(Lab shared) throws Exception {
        lab = shared;
        trader = Trader.register(lab.uri(Ports.FRONT));
        try (Customers customers = Customers.of(trader)) {
            customers.awaitMore(30, customers::acknowledged);
        }
    }

    @AfterEach
    void allIsWellAgain() {
        await().atMost(STARTED_AGAIN_WITHIN).until(() -> lab.signalbox("status").exitCode() == 0);
    }

    @Test
    void whilePostgresHangsEachOrderIsBookedOrRefusedInTimeAndAllIsWellWhenItGoesOn() throws Exception {
        whilePostgresIsAway(customers -> {
            List<Long> server = Stream.concat(
                            Stream.of(processOf("postgres")),
                            processOf("postgres").descendants())
                    .map(ProcessHandle::pid)
                    .toList();
            send(Signal.STOP, server);
            try {
                customers.awaitMore(9, customers::refused);
            } finally {
                send(Signal.CONT, server);
            }
        });
    }

    @Test
    void whilePostgresIsGoneEachOrderIsBookedOrRefusedInTimeAndAllIsWellWhenItIsStartedAgain() throws Exception {
        PartState before = lab.part("postgres");
        whilePostgresIsAway(customers -> {
            Signal.KILL.send(before.process().pid());
            customers.awaitMore(1, customers::refused);
            await().atMost(STARTED_AGAIN_WITHIN)
                    .ignoreExceptionsMatching(AssertionError.class::isInstance)
                    .until(() -> lab.part("postgres").restarts() > before.restarts()
                            && Health.of(before.health()).isOk());
        });
    }

    /** Something happens to PostgreSQL while customers trade; when the method returns, it is back. */
    private interface Mishap {
        void befall(Customers customers) throws Exception;
    }

    private void whilePostgresIsAway(Mishap mishap) throws Exception {
        Set<String> ids = new HashSet<>(trader.orderIds());
        Instant back;
        Customers customers = Customers.of(trader);
        try (customers) {
            customers.awaitMore(5, customers::acknowledged);
            mishap.befall(customers);
            back = Instant.now();
            customers.awaitMore(20, customers::acknowledged);
        }

        assertThat(customers.refused()).isNotEmpty().allSatisfy(order -> {
            assertThat(order.answer().status()).isEqualTo(503);
            assertThat(order.answer().headers().firstValue("Retry-After")).isPresent();
            assertThat(order.answer().headers().firstValue("Content-Type").orElseThrow())
                    .isEqualTo("application/problem+json");
            assertThat(order.took()).isLessThan(REFUSED_WITHIN);
            assertThat(order.at()).isBefore(back.plus(SERVES_AGAIN_WITHIN));
        });
        // Asked once more, each is booked, now or before; and none is booked that nobody knows of, or twice.
        for (Placed order : customers.orders()) {
            Http.Answer repeated = trader.buy(order.idempotencyKey());
            assertThat(repeated.status()).as(repeated.body()).isEqualTo(201);
            String id = repeated.json().path("id").asString();
            if (order.isAcknowledged()) {
                assertThat(id).isEqualTo(order.id());
            }
            ids.add(id);
        }
        assertThat(trader.orderIds()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void whileAuthServiceIsGoneTheBrokerAnswers503AndTheCircuitOpensAndClosesWhenItIsStartedAgain() throws Exception {
        PartState before = lab.part("auth-service");
        Instant killed = Instant.now();
        List<Http.Answer> answers = new ArrayList<>();

        Signal.KILL.send(before.process().pid());
        // Some answer 200 only when the circuit lets them try.
        await().atMost(STARTED_AGAIN_WITHIN).until(() -> {
            long begun = System.nanoTime();
            Http.Answer answer = http.get(lab.url(Ports.BROKER, "/portfolio"), trader.token());
            answers.add(answer);
            if (answer.status() == 503) {
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(REFUSED_WITHIN);
            }
            return circuitChanges(killed).stream().anyMatch(change -> change.contains("from HALF_OPEN to CLOSED"));
        });

        assertThat(circuitChanges(killed)).anyMatch(change -> change.contains("from CLOSED to OPEN"));
        assertThat(answers).extracting(Http.Answer::status).containsOnly(503, 200);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 503)
                .allSatisfy(answer ->
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent());
        assertThat(trader.buy().status()).isEqualTo(201);
        assertThat(lab.part("auth-service").restarts()).isEqualTo(before.restarts() + 1);
        assertThat(lab.home().resolve("logs/lab.log"))
                .content()
                .containsPattern("auth-service.*ended by itself \\(exit code 137\\)");
    }

    private List<String> circuitChanges(Instant since) throws Exception {
        return lab.backends().logsOf("broker-service", "The circuit to auth-service changed", since).stream()
                .map(LogLine::message)
                .toList();
    }

    @Test
    void withoutTheBackendTheServicesServeInBoundedMemoryAndWhenItIsBackTelemetryGoesOnByItself() throws Exception {
        ProcessId backend = lab.part("local-backend").process();
        ProcessHandle auth = processOf("auth-service");

        // Frozen, it takes connections and answers nothing, which holds on to more than one that is not there.
        Signal.STOP.send(backend.pid());
        try {
            checkSessions(REQUESTS_THAT_FILL_THE_QUEUES);
            long full = liveHeapOf(auth);
            checkSessions(REQUESTS_THAT_FILL_THE_QUEUES);
            assertThat(liveHeapOf(auth)).isLessThan(full + GROWS_LESS_THAN);
            assertThat(trader.buy().status()).isEqualTo(201);
        } finally {
            Signal.KILL.send(backend.pid());
        }

        await().atMost(STARTED_AGAIN_WITHIN)
                .until(() -> Health.of(lab.part("local-backend").health()).isOk());
        // The first orders may not be seen: an exporter that waits to try again has no room for their spans.
        await().atMost(TELEMETRY_GOES_ON_WITHIN)
                .pollInterval(Duration.ofSeconds(2))
                .ignoreException(ConditionTimeoutException.class)
                .untilAsserted(() -> {
                    String traceId = trader.buy().traceId();
                    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                        assertThat(lab.backends().trace(traceId))
                                .extracting(Span::service)
                                .contains("front-service", "broker-service", "auth-service");
                        assertThat(lab.backends().logsOfTrace(traceId))
                                .extracting(LogLine::service)
                                .contains("front-service", "broker-service", "auth-service");
                    });
                });
        assertThat(auth.isAlive()).isTrue();
    }

    private void checkSessions(int count) {
        String who = lab.url(Ports.AUTH, "/sessions/current");
        IntStream.range(0, count).parallel().forEach(i -> {
            try {
                assertThat(http.get(who, trader.token()).status()).isEqualTo(200);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    /** What is left on the heap of a JVM after a full collection, in bytes. */
    private static long liveHeapOf(ProcessHandle jvm) throws Exception {
        jcmd(jvm, "GC.run");
        return jcmd(jvm, "GC.heap_info")
                .lines()
                .filter(line -> line.contains("generation"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1")) * 1024)
                .sum();
    }

    private static String jcmd(ProcessHandle jvm, String command) throws Exception {
        Process jcmd = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/jcmd", String.valueOf(jvm.pid()), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes());
        assertThat(jcmd.waitFor()).as(output).isZero();
        return output;
    }

    private ProcessHandle processOf(String part) {
        return lab.part(part).process().find().orElseThrow();
    }

    /** To all at the same time, or nearly so. */
    private static void send(Signal signal, List<Long> processes) throws Exception {
        List<String> kill = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(process -> kill.add(String.valueOf(process)));
        new ProcessBuilder(kill).inheritIO().start().waitFor();
    }
}
