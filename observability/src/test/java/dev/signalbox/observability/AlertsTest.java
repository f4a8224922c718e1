package dev.signalbox.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What every alert owes to whoever it wakes. */
class AlertsTest {

    private static final Path ROOT = Path.of("..");

    /**
     * One alerting rule.
     *
     * @param rule as it is in the file
     */
    record Alert(String name, JsonNode rule) {

        String annotation(String key) {
            return rule.path("annotations").path(key).asString("");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Alert> alerts() throws IOException {
        List<Alert> alerts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("prometheus/rules"))) {
            for (Path file : files.sorted().toList()) {
                for (JsonNode group :
                        YAMLMapper.shared().readTree(Files.readString(file)).path("groups")) {
                    for (JsonNode rule : group.path("rules")) {
                        if (rule.has("alert")) {
                            alerts.add(new Alert(rule.path("alert").asString(), rule));
                        }
                    }
                }
            }
        }
        return alerts;
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void saysHowBadItIsAndWhatIsWrong(Alert alert) {
        assertThat(alert.rule().path("labels").path("severity").asString("")).isIn("critical", "warning", "info");
        assertThat(alert.annotation("summary")).isNotBlank().hasSizeLessThan(120);
        assertThat(alert.annotation("description")).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void hasARunbookThatIsThere(Alert alert) throws IOException {
        Path runbook = ROOT.resolve(alert.annotation("runbook_url"));

        assertThat(alert.annotation("runbook_url")).isEqualTo("docs/runbooks/" + alert.name() + ".md");
        assertThat(Files.readString(runbook)).startsWith("# " + alert.name());
    }

    @Test
    void noRunbookIsLeftOverFromAnAlertThatIsGone() throws IOException {
        List<String> names =
                alerts().stream().map(alert -> alert.name() + ".md").toList();
        try (Stream<Path> runbooks = Files.list(ROOT.resolve("docs/runbooks"))) {
            assertThat(runbooks.map(file -> file.getFileName().toString())).allMatch(names::contains);
        }
    }
}
