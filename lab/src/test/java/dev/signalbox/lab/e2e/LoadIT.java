package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.load.LoadPart;
import dev.signalbox.lab.load.Simulations;
import dev.signalbox.lab.process.Child;
import dev.signalbox.lab.process.Part;
import dev.signalbox.lab.process.Signal;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each simulation for some seconds, on a real lab. How fast the answers are says nothing here, where all share a machine. */
@ExtendWith(SharedLab.class)
class LoadIT {

    private static final Duration SIGNALS_ARRIVE_WITHIN = Duration.ofSeconds(30);

    @TempDir
    Path results;

    private final Http http = new Http();

    static Stream<String> simulations() throws IOException {
        return Simulations.of(LabHome.of(Path.of(System.getProperty("signalbox.root")), null)).all().stream()
                .map(Simulations.Simulation::name);
    }

    @ParameterizedTest
    @MethodSource("simulations")
    void eachSimulationGetsAnswersItExpectsMakesAReportAndIsSeenInTheTraces(String name, Lab lab) {
        Lab.Result load = lab.signalbox(
                "load", name, "--rate", "6", "--for", "10s", "--users", "3", "--results", results.toString());

        // Some 503 are the right answer of a machine that has too much to do.
        assertThat(load.output()).containsPattern("[1-9]\\d* requests answered as they should");
        assertThat(results.toFile().listFiles()).hasSize(1);
        assertThat(results.toFile().listFiles()[0]).isDirectoryContaining("glob:**/index.html");
        await().atMost(SIGNALS_ARRIVE_WITHIN).until(() -> hasTraceOf(name, lab, Instant.EPOCH));
    }

    @Test
    void theExitCodeSaysThatWhatWasPromisedDidNotHold(Lab lab) {
        assertThat(lab.signalbox("fault", "on", "order-errors").exitCode()).isZero();
        try {
            Lab.Result load = lab.signalbox(
                    "load", "SteadyOrders", "--rate", "10", "--for", "10s", "--results", results.toString());

            assertThat(load.exitCode()).as(load.output()).isEqualTo(1);
            assertThat(load.output()).contains("did not hold", "failed events is 0");
        } finally {
            assertThat(lab.signalbox("fault", "off", "all").exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Signal.class,
            names = {"TERM", "KILL"})
    void whenTheCommandEndsItsVisitorsAreGone(Signal signal, Lab lab) throws Exception {
        Path output = results.resolve("output");
        Path reports = Files.createDirectory(results.resolve("reports"));
        Process command = lab.start(
                Map.of(),
                output,
                List.of(lab.script().toString(), "load", "ReadHeavy", "--users", "2", "--results", reports.toString()));
        await().atMost(Duration.ofMinutes(2))
                .until(() -> Files.readString(output).contains("requests,") || !command.isAlive());
        List<ProcessHandle> visitors = command.descendants().toList();
        assertThat(visitors).as(Files.readString(output)).isNotEmpty();

        signal.send(command.pid());

        assertThat(command.waitFor(10, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(10)).until(() -> visitors.stream().noneMatch(ProcessHandle::isAlive));
        if (signal == Signal.TERM) {
            assertThat(Files.readString(output)).contains("Stopped: ");
            assertThat(reports).isEmptyDirectory();
        }
    }

    @Test
    void theBackgroundIsSeenInTheTracesAndWritesNothingButItsLog(Lab lab) throws Exception {
        LabHome home = LabHome.of(Path.of(System.getProperty("signalbox.root")), results);
        Part background = new LoadPart(home, new Ports(lab.state().portOffset()), "Trickle");
        Instant begun = Instant.now();
        Child child = Child.start(background, background.command(), home.logs());
        try {
            await().atMost(Duration.ofMinutes(2)).until(() -> hasTraceOf("Trickle", lab, begun));
        } finally {
            child.askToEnd();
            child.ensureEnded(Duration.ofSeconds(5));
        }

        assertThat(results).isDirectoryNotContaining("glob:**/load");
    }

    private boolean hasTraceOf(String simulation, Lab lab, Instant since) throws IOException, InterruptedException {
        String attribute =
                URLEncoder.encode("user_agent.original=signalbox-load/" + simulation, StandardCharsets.UTF_8);
        Http.Answer found = http.get(lab.url(
                Ports.EXPLORER, "/api/traces?limit=1&from=" + since.toEpochMilli() + "&attribute=" + attribute));
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        return !found.json().path("items").isEmpty();
    }
}
