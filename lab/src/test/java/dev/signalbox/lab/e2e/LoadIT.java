package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.load.LoadPart;
import dev.signalbox.lab.observe.Span;
import dev.signalbox.lab.observe.TraceSummary;
import dev.signalbox.lab.process.Child;
import dev.signalbox.lab.process.Part;
import dev.signalbox.lab.process.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Load as it is typed, on a real lab. How fast the answers are says nothing here, where all share a machine. */
@ExtendWith(SharedLab.class)
class LoadIT {

    private static final Duration SIGNALS_ARRIVE_WITHIN = Duration.ofSeconds(30);

    @TempDir
    Path results;

    /** Mixed is content if half of its requests work: what it says does not depend on how fast this machine is. */
    @Test
    void aSimulationEndsWellMakesItsReportAndBeginsTheTracesThatItIsSeenIn(Lab lab) throws Exception {
        Instant begun = Instant.now();

        Lab.Result load =
                lab.signalbox("load", "Mixed", "--rate", "6", "--for", "5s", "--users", "3", "--results", "" + results);

        assertThat(load.exitCode()).as(load.output()).isZero();
        assertThat(load.output()).containsPattern("[1-9]\\d* requests answered as they should");
        assertThat(results.toFile().listFiles()).hasSize(1);
        assertThat(results.toFile().listFiles()[0]).isDirectoryContaining("glob:**/index.html");
        String trace = await().atMost(SIGNALS_ARRIVE_WITHIN)
                .until(() -> traceOf("Mixed", lab, begun), Optional::isPresent)
                .orElseThrow();
        List<Span> spans = lab.backends().trace(trace);
        assertThat(spans)
                .filteredOn(span -> span.attribute("user_agent.original").equals("signalbox-load/Mixed"))
                .singleElement()
                .extracting(Span::parentId)
                .as("the caller's span, which only the header traceparent tells of")
                .asString()
                .isNotEmpty()
                .isNotIn(spans.stream().map(Span::id).toList());
    }

    @Test
    void theExitCodeSaysThatWhatWasPromisedDidNotHold(Lab lab) {
        assertThat(lab.signalbox("fault", "on", "order-errors").exitCode()).isZero();
        try {
            Lab.Result load = lab.signalbox(
                    "load", "SteadyOrders", "--rate", "10", "--for", "5s", "--users", "3", "--results", "" + results);

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
    void itShowsHowItGoesAndWhenItEndsItsVisitorsAreGone(Signal signal, Lab lab) throws Exception {
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
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> traceOf("Trickle", lab, begun).isPresent());
        } finally {
            child.askToEnd();
            child.ensureEnded(Duration.ofSeconds(5));
        }

        assertThat(results).isDirectoryNotContaining("glob:**/load");
    }

    private static Optional<String> traceOf(String simulation, Lab lab, Instant since) {
        return lab.backends().tracesWith("user_agent.original", "signalbox-load/" + simulation, since).stream()
                .map(TraceSummary::traceId)
                .findFirst();
    }
}
