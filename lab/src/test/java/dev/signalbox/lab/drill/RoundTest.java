package dev.signalbox.lab.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.drill.Disturbances.RunningLoad;
import dev.signalbox.lab.drill.Freezer.Cure;
import dev.signalbox.lab.fault.FaultFile;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.LocalBackends;
import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.process.Signal;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.LabState.PartState;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** What a drill makes of what the servers say; they are asked over HTTP, and answer what real ones answered. */
class RoundTest {

    /** For what happens; nobody waits that long. */
    private static final Duration LONG = Duration.ofSeconds(30);

    /** For what does not happen: one look and more. */
    private static final Duration SHORT = Duration.ofMillis(300);

    private static final Set<String> ALARM = Set.of("HeapNearlyFull");
    private static final Set<String> NOTHING = Set.of();

    private static final Drill LEAK = leak(Optional.of(new Load("Trickle", 1, 1)));

    @TempDir
    Path directory;

    private final StringWriter output = new StringWriter();
    private final AtomicBoolean visitorsCome = new AtomicBoolean();
    private final AtomicBoolean wasBroken = new AtomicBoolean();
    private Patience patience = patience(LONG, LONG, LONG);
    private RunningLoad visitors = new FakeVisitors();
    private LabHome home;
    private FakeServers servers;

    private static Patience patience(Duration toldWithin, Duration overWithin, Duration calmWithin) {
        return new Patience(Duration.ofMillis(20), toldWithin, overWithin, Duration.ofMillis(500), calmWithin);
    }

    private static Drill leak(Optional<Load> load) {
        return new Drill(
                "memory-leak",
                "leaks",
                new Cause.Fault("memory-leak"),
                load,
                List.of(Expected.critical("HeapNearlyFull", "broker-service")),
                Duration.ofSeconds(1));
    }

    private class FakeVisitors implements RunningLoad {

        @Override
        public void check() {}

        @Override
        public void end() {
            visitorsCome.set(false);
        }
    }

    /** In which the alert fires while the fault is on, and each channel tells of it once. */
    @BeforeEach
    void aLabThatWorks() throws IOException {
        home = LabHome.of(directory, directory.resolve("home"));
        Files.createDirectories(home.home());
        Files.writeString(home.faults(), """
                {"flags": {"memory-leak": {"variants": {"off": 0, "on": 2}, "defaultVariant": "off"},
                           "log-storm": {"variants": {"off": 0, "on": 2}, "defaultVariant": "off"}}}
                """);
        servers = new FakeServers(this::isBroken);
        servers.showEverywhere(lab -> lab.isBroken() ? ALARM : NOTHING);
        servers.tell(lab -> onEachChannel(times()));
    }

    @AfterEach
    void closeTheServers() {
        servers.close();
    }

    private boolean isBroken() {
        boolean broken = isOn("memory-leak");
        wasBroken.compareAndSet(false, broken);
        return broken;
    }

    private boolean isOn(String fault) {
        try {
            return FaultFile.read(home.faults()).find(fault).orElseThrow().isOn();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Once that it fires, and when it is mended once that it is over. */
    private int[] times() {
        boolean broken = isBroken();
        return new int[] {wasBroken.get() ? 1 : 0, wasBroken.get() && !broken ? 1 : 0};
    }

    private static Map<String, int[]> onEachChannel(int[] times) {
        return Map.of("webhook", times, "slack", times, "email", times, "pagerduty", times);
    }

    private Disturbances disturbances() {
        return new Disturbances(home.faults(), new Processes(new StateFile(home.state())), load -> {
            visitorsCome.set(true);
            return visitors;
        });
    }

    private Round round(Disturbances disturbances) {
        Backends backends = new LocalBackends(servers.ports());
        return new Round(
                new Calm(home.faults(), Pair.allNames(), backends),
                backends,
                disturbances,
                patience,
                new TimeLine(new Console(new PrintWriter(output, true), Ansi.OFF)));
    }

    private Outcome run(Drill drill) throws Exception {
        return round(disturbances()).run(List.of(drill)).get(0);
    }

    private String failureOf(Drill drill) throws Exception {
        Outcome outcome = run(drill);
        assertThat(outcome.isPassed()).as(output.toString()).isFalse();
        assertThat(isOn("memory-leak")).as("fault is left on").isFalse();
        assertThat(visitorsCome).as("load is left running").isFalse();
        return outcome.failure().orElseThrow();
    }

    @Test
    void passesWhenAllToldOnceAndOnceThatItIsOverAndTellsEachStep() throws Exception {
        Outcome outcome = run(LEAK);

        assertThat(outcome.failure()).as(output.toString()).isEmpty();
        assertThat(output.toString())
                .containsSubsequence(
                        "calm      nothing fires",
                        "load      Trickle",
                        "broken    fault memory-leak",
                        "firing    HeapNearlyFull of broker-service in prometheus-1 and prometheus-2",
                        "held      HeapNearlyFull of broker-service by alertmanager-1 and alertmanager-2",
                        "notified  HeapNearlyFull of broker-service by email",
                        "notified  HeapNearlyFull of broker-service by webhook",
                        "mended    fault memory-leak",
                        "ended     HeapNearlyFull of broker-service",
                        "resolved  HeapNearlyFull of broker-service by email",
                        "passed",
                        "calm      as before")
                .contains("by pagerduty", "by slack");
        assertThat(isOn("memory-leak")).isFalse();
        assertThat(visitorsCome).isFalse();
    }

    @Test
    void doesNothingInALabInWhichAnAlertFires() throws Exception {
        servers.show("prometheus-2", lab -> ALARM);

        assertThat(failureOf(LEAK)).contains("not calm", "HeapNearlyFull of broker-service fires");
        assertThat(wasBroken).isFalse();
    }

    @Test
    void aServerOfAPairThatDoesNotAnswerIsNoCalm() throws Exception {
        Calm calm = new Calm(home.faults(), Set.of("grafana-1", "prometheus-1"), new LocalBackends(servers.ports()));

        assertThat(calm.disturbedBy()).containsExactly("grafana-1 does not answer");
    }

    @Test
    void doesNothingInALabInWhichAFaultIsOn() throws Exception {
        FaultFile file = FaultFile.read(home.faults());
        file.set(file.find("log-storm").orElseThrow(), "on");

        assertThat(failureOf(LEAK)).contains("not calm", "the fault log-storm is on");
        assertThat(wasBroken).isFalse();
        assertThat(isOn("log-storm")).as("whoever turned it on wants it on").isTrue();
    }

    @Test
    void aPendingAlertIsNoReasonNotToBegin() throws Exception {
        servers.show(
                "prometheus-1", lab -> lab.isBroken() ? ALARM : wasBroken.get() ? NOTHING : Set.of("EventLoopBlocked"));

        assertThat(run(LEAK).failure()).isEmpty();
    }

    @Test
    void failsWhenOneChannelTellsTwice() throws Exception {
        servers.tell(lab -> lab.isBroken()
                ? Map.of(
                        "webhook", new int[] {1, 0},
                        "slack", new int[] {2, 0},
                        "email", new int[] {1, 0},
                        "pagerduty", new int[] {1, 0})
                : Map.of());

        assertThat(failureOf(LEAK)).contains("slack told 2 times of HeapNearlyFull of broker-service");
    }

    @Test
    void failsWhenItIsToldTwiceThatItIsOver() throws Exception {
        servers.tell(lab -> onEachChannel(new int[] {1, lab.isBroken() ? 0 : 2}));

        assertThat(failureOf(LEAK)).contains("told 2 times that HeapNearlyFull of broker-service is over");
    }

    @Test
    void failsWhenNobodyTellsThatItIsOver() throws Exception {
        patience = patience(LONG, SHORT, LONG);
        servers.tell(lab -> onEachChannel(new int[] {wasBroken.get() ? 1 : 0, 0}));

        assertThat(failureOf(LEAK)).contains("was not over everywhere", "told to be over by none");
    }

    @Test
    void failsWhenOneChannelTellsNothing() throws Exception {
        patience = patience(SHORT, LONG, LONG);
        servers.tell(lab -> Map.of("webhook", times(), "slack", times(), "email", times()));

        assertThat(failureOf(LEAK)).contains("was not told everywhere", "told by email and slack and webhook,");
    }

    @Test
    void failsWhenAChannelTellsThatIsNotMeant() throws Exception {
        Drill warning = new Drill(
                "memory-leak",
                "leaks",
                new Cause.Fault("memory-leak"),
                Optional.empty(),
                List.of(Expected.warning("HeapNearlyFull", "broker-service")),
                Duration.ofSeconds(1));

        assertThat(failureOf(warning)).contains("pagerduty told of HeapNearlyFull", "not meant for it");
    }

    @Test
    void failsWhenItIsOverBeforeItIsMended() throws Exception {
        servers.tell(lab -> onEachChannel(new int[] {1, wasBroken.get() ? 1 : 0}));

        assertThat(failureOf(LEAK)).contains("is over, while its cause was there");
    }

    @Test
    void failsWhenNothingFires() throws Exception {
        patience = patience(SHORT, LONG, LONG);
        servers.showEverywhere(lab -> NOTHING);
        servers.tell(lab -> Map.of());

        assertThat(failureOf(LEAK)).contains("was not told everywhere", "pending or firing in none");
    }

    @Test
    void failsWhenOneOfThePairDoesNotSeeIt() throws Exception {
        patience = patience(SHORT, LONG, LONG);
        servers.show("prometheus-2", lab -> NOTHING);

        assertThat(failureOf(LEAK)).contains("firing in prometheus-1,");
    }

    @Test
    void failsWhenItLeavesTheLabDisturbed() throws Exception {
        patience = patience(LONG, LONG, SHORT);
        servers.show(
                "alertmanager-1", lab -> lab.isBroken() ? ALARM : wasBroken.get() ? Set.of("CircuitOpen") : NOTHING);

        assertThat(failureOf(LEAK)).contains("left the lab disturbed", "CircuitOpen of broker-service fires");
    }

    @Test
    void failsWhenItLeavesAnAlertThatIsAboutToFire() throws Exception {
        patience = patience(LONG, LONG, SHORT);
        servers.show("prometheus-1", lab -> lab.isBroken() ? ALARM : Set.of("EventLoopBlocked"));

        assertThat(failureOf(LEAK)).contains("left the lab disturbed", "EventLoopBlocked of auth-service is pending");
    }

    @Test
    void failsWhenTheLoadEnds() throws Exception {
        visitors = new FakeVisitors() {
            @Override
            public void check() {
                throw new LabException("The load ended by itself.");
            }
        };

        assertThat(failureOf(LEAK)).contains("The load ended by itself.");
    }

    @Test
    void breaksNothingWhenTheLoadDoesNotBegin() throws Exception {
        Disturbances withoutVisitors =
                new Disturbances(home.faults(), new Processes(new StateFile(home.state())), load -> {
                    throw new LabException("The load did not begin.");
                });

        Outcome outcome = round(withoutVisitors).run(List.of(LEAK)).get(0);

        assertThat(outcome.failure()).contains("The load did not begin.");
        assertThat(wasBroken).isFalse();
    }

    @Test
    void mendsWhatIsBrokenWhenItIsInterrupted() throws Exception {
        servers.tell(lab -> Map.of());
        Thread drilling = new Thread(() -> {
            try {
                round(disturbances()).run(List.of(LEAK));
            } catch (IOException | InterruptedException e) {
                // As it should be.
            }
        });
        drilling.start();
        await().until(() -> isOn("memory-leak"));

        drilling.interrupt();

        drilling.join();
        assertThat(isOn("memory-leak")).isFalse();
        assertThat(visitorsCome).isFalse();
        assertThat(output.toString()).doesNotContain("was not told everywhere");
    }

    @Test
    void mendsWhatIsBrokenWhenTheProcessIsEnded() throws Exception {
        Disturbances disturbances = disturbances();
        disturbances.begin(LEAK.load().orElseThrow());
        disturbances.begin(LEAK.cause());
        assertThat(isOn("memory-leak")).isTrue();

        disturbances.endForGood();

        assertThat(isOn("memory-leak")).isFalse();
        assertThat(visitorsCome).isFalse();
        assertThat(round(disturbances)
                        .run(List.of(leak(Optional.empty())))
                        .get(0)
                        .failure())
                .contains("The drill is being ended.");
        assertThat(isOn("memory-leak")).isFalse();
    }

    @Test
    void aFrozenPartGoesOnAfterwardsAndNobodyExpectsItToSeeAnything() throws Exception {
        Process part = new ProcessBuilder("sleep", "60").start();
        try {
            new StateFile(home.state())
                    .write(new LabState(
                            ProcessId.of(ProcessHandle.current()),
                            true,
                            true,
                            0,
                            List.of(new PartState(
                                    "prometheus-2",
                                    ProcessId.of(part.toHandle()),
                                    1,
                                    URI.create("tcp://127.0.0.1:1"),
                                    0,
                                    Signal.TERM))));
            servers.showEverywhere(lab -> isFrozen(part) ? ALARM : NOTHING);
            servers.show("prometheus-2", lab -> NOTHING);
            AtomicBoolean was = new AtomicBoolean();
            servers.tell(lab -> {
                boolean frozen = isFrozen(part);
                was.compareAndSet(false, frozen);
                return onEachChannel(new int[] {was.get() ? 1 : 0, was.get() && !frozen ? 1 : 0});
            });

            Outcome outcome = run(new Drill(
                    "half",
                    "halves",
                    new Cause.Frozen(Victim.PROMETHEUS_2, Cure.THAW),
                    Optional.empty(),
                    List.of(Expected.critical("HeapNearlyFull", "broker-service")),
                    Duration.ofSeconds(1)));

            assertThat(outcome.failure()).isEmpty();
            assertThat(was).isTrue();
            assertThat(isFrozen(part)).isFalse();
        } finally {
            part.destroyForcibly();
        }
    }

    private static boolean isFrozen(Process process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") T ");
        } catch (IOException e) {
            return false;
        }
    }
}
