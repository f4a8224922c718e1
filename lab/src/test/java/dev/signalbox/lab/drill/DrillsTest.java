package dev.signalbox.lab.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.against.Against;
import dev.signalbox.lab.compose.ComposeFile;
import dev.signalbox.lab.compose.YamlFile;
import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.drill.Expected.Way;
import dev.signalbox.lab.fault.FaultFile;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.observe.GrafanaStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The list of drills, held against the faults, the rules and the page about it. */
class DrillsTest {

    private static final Path ROOT = Path.of("..");

    private static final List<Drill> LOCAL = Drills.of(Against.LOCAL).all();

    /** All there are. */
    private static final List<Drill> COMPOSE = Drills.of(Against.COMPOSE).all();

    private static final Pattern RULE =
            Pattern.compile("- alert: (\\w+)\\n(?:(?!- alert:)[\\s\\S])*?\\n +severity: (\\w+)");

    @Test
    void everyFaultHasItsDrillAndNoDrillAFaultThatIsNot() throws IOException {
        Set<String> drilled = LOCAL.stream()
                .map(Drill::cause)
                .filter(Cause.Fault.class::isInstance)
                .map(cause -> ((Cause.Fault) cause).name())
                .collect(Collectors.toSet());

        assertThat(FaultFile.read(LabHome.of(ROOT, null).faultsTemplate()).faults())
                .extracting(FaultFile.Fault::name)
                .containsExactlyInAnyOrderElementsOf(drilled);
    }

    @Test
    void everyExpectedAlertIsARuleOfThatSeverity() throws IOException {
        Map<String, String> severities = new TreeMap<>();
        try (Stream<Path> files = Files.list(ROOT.resolve("observability/prometheus/rules"))) {
            for (Path file : files.toList()) {
                Matcher rules = RULE.matcher(Files.readString(file));
                while (rules.find()) {
                    severities.put(rules.group(1), rules.group(2));
                }
            }
        }

        for (Drill drill : LOCAL) {
            for (Expected expected : drill.expected()) {
                assertThat(severities)
                        .as(drill.name())
                        .containsEntry(
                                expected.alertname(), expected.way().name().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    void everyAlertOfGrafanaIsARuleOfItsOwnAndTellsByItsOneContactPoint() throws IOException {
        Path alerting = ROOT.resolve("observability/grafana/provisioning/alerting");
        List<String> titles = YamlFile.read(alerting.resolve("rules.yaml")).findValuesAsString("title");
        JsonNode receivers =
                YamlFile.read(alerting.resolve("contact-points.yaml")).findValue("receivers");

        assertThat(expectedOfGrafana())
                .isNotEmpty()
                .allSatisfy(expected -> assertThat(titles).contains(expected.alertname()))
                .allSatisfy(expected -> assertThat(receivers.findValuesAsString("type"))
                        .containsExactlyElementsOf(expected.way().channels()));
    }

    @Test
    void aLabWithoutGrafanaHasNoDrillOfIt() {
        assertThat(LOCAL.stream().flatMap(drill -> drill.expected().stream()))
                .doesNotContainAnyElementsOf(expectedOfGrafana());
        assertThat(COMPOSE).containsAll(LOCAL);
    }

    private static List<Expected> expectedOfGrafana() {
        return COMPOSE.stream()
                .flatMap(drill -> drill.expected().stream())
                .filter(expected -> expected.way() == Way.GRAFANA)
                .toList();
    }

    @Test
    void everyPartThatIsTakenAwayIsAContainerInDocker() throws IOException {
        assertThat(ComposeFile.read(ROOT).services().keySet())
                .containsAll(Stream.of(Victim.values()).map(Victim::compose).toList())
                .containsAll(GrafanaStack.PAIR);
    }

    @Test
    void theDrillsOfARoundWatchDifferentAlerts() {
        assertThat(COMPOSE).extracting(Drill::name).doesNotHaveDuplicates();
        for (List<Drill> round : Drills.of(Against.COMPOSE).rounds()) {
            assertThat(round.stream().flatMap(drill -> drill.expected().stream()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void allOfThemTake25MinutesAtMost() {
        assertThat(Drills.of(Against.LOCAL).rounds().stream()
                        .map(round -> round.stream()
                                .map(Drill::about)
                                .max(Duration::compareTo)
                                .orElseThrow())
                        .reduce(Duration.ZERO, Duration::plus))
                .isLessThanOrEqualTo(Duration.ofMinutes(25));
    }

    @Test
    void thePageAboutThemSaysWhatTheyDo() throws IOException {
        List<String> rows = Files.readAllLines(ROOT.resolve("docs/drills.md")).stream()
                .dropWhile(line -> !line.startsWith("| drill | breaks"))
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(COMPOSE.stream().map(DrillsTest::row).toList());
    }

    private static String row(Drill drill) {
        String alerts = drill.expected().stream().map(DrillsTest::alert).collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(drill.name(), drill.cause(), alerts, drill.teaches(), Console.seconds(drill.about()));
    }

    /** Grafana's own rules have no runbook. */
    private static String alert(Expected expected) {
        return (expected.way() == Way.GRAFANA ? "%s of %s, by Grafana" : "[%s](runbooks/%1$s.md) of %s")
                .formatted(expected.alertname(), expected.service());
    }
}
