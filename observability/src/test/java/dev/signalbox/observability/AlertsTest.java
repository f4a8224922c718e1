package dev.signalbox.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What every alert owes to whoever it wakes. */
class AlertsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern DASHBOARD =
            Pattern.compile("^\\{\\{ \\$externalLabels\\.dashboards }}/d/(?<uid>[a-z-]+)(\\?.*)?$");

    /**
     * One alerting rule.
     *
     * @param file the name of the file that it is in
     * @param rule as it is there
     */
    record Alert(String file, String name, JsonNode rule) {

        boolean firesAlways() {
            return rule.path("expr").asString().equals("vector(1)");
        }

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
                            alerts.add(new Alert(
                                    file.getFileName().toString(),
                                    rule.path("alert").asString(),
                                    rule));
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
        assertThat(alert.rule().path("labels").path("severity").asString(""))
                .isIn("critical", "warning", "info", "none");
        assertThat(alert.annotation("summary")).isNotBlank().hasSizeLessThan(120);
        assertThat(alert.annotation("description")).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void asksOnlyForMetricsThatAreThere(Alert alert) throws IOException {
        assertThat(Metrics.known())
                .containsAll(Metrics.in(alert.rule().path("expr").asString()));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void hasARunbookThatIsThere(Alert alert) throws IOException {
        Path runbook = ROOT.resolve(alert.annotation("runbook_url"));

        assertThat(alert.annotation("runbook_url")).isEqualTo("docs/runbooks/" + alert.name() + ".md");
        assertThat(Files.readString(runbook)).startsWith("# " + alert.name());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void hasARunbookThatAnswersWhatIsAskedAtNight(Alert alert) throws IOException {
        String runbook = Files.readString(ROOT.resolve("docs/runbooks/" + alert.name() + ".md"));

        assertThat(runbook)
                .contains("**Severity:** "
                        + alert.rule().path("labels").path("severity").asString())
                .contains("](../../observability/prometheus/rules/" + alert.file() + ")")
                .containsSubsequence(
                        "\n## What it means\n",
                        "\n## First look\n",
                        "\n## Usual causes\n",
                        "\n## What to do\n",
                        "\n## How to know that it is over\n");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void leadsToADashboardThatIsThere(Alert alert) throws IOException {
        List<String> dashboards = GrafanaFiles.dashboards().stream()
                .map(GrafanaFiles.Dashboard::uid)
                .toList();

        Matcher link = DASHBOARD.matcher(alert.annotation("dashboard_url"));

        assertThat(link.find()).as(alert.annotation("dashboard_url")).isTrue();
        assertThat(dashboards).contains(link.group("uid"));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void hasAUnitTestInWhichItFiresAndOneInWhichItDoesNot(Alert alert) throws IOException {
        JsonNode tests = YAMLMapper.shared().readTree(Files.readString(Path.of("prometheus/tests", alert.file())));
        List<JsonNode> checks = tests.findValues("alert_rule_test").stream()
                .flatMap(JsonNode::valueStream)
                .filter(check -> check.path("alertname").asString().equals(alert.name()))
                .toList();

        assertThat(checks).anyMatch(check -> !check.path("exp_alerts").isEmpty());
        if (!alert.firesAlways()) {
            assertThat(checks).anyMatch(check -> check.path("exp_alerts").isEmpty());
        }
    }

    @Test
    void eachFaultIsFoundByAnAlert() throws IOException {
        String table = Files.readString(ROOT.resolve("docs/alerts.md"));
        List<String> names = alerts().stream().map(Alert::name).toList();
        JsonNode faults = JsonMapper.shared().readTree(Files.readString(Path.of("faults/faults.json")));

        assertThat(faults.path("flags").propertyNames()).isNotEmpty().allSatisfy(fault -> {
            Matcher row = Pattern.compile("\\| `" + fault + "` \\| (`\\w+`(, `\\w+`)*) \\|")
                    .matcher(table);
            assertThat(row.find()).isTrue();
            assertThat(row.group(1).replace("`", "").split(", ")).isSubsetOf(names);
        });
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
