package dev.signalbox.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.observability.GrafanaFiles.Dashboard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What Grafana is provisioned with fits together: every name that one file uses, another one makes. */
class GrafanaProvisioningTest {

    private static JsonNode dataSource(String uid) throws Exception {
        return GrafanaFiles.provisioning("datasources/datasources.yaml")
                .path("datasources")
                .valueStream()
                .filter(source -> source.path("uid").asString().equals(uid))
                .findFirst()
                .orElseThrow()
                .path("jsonData");
    }

    private static List<JsonNode> rules() throws Exception {
        List<JsonNode> rules = new ArrayList<>();
        for (JsonNode group : GrafanaFiles.provisioning("alerting/rules.yaml").path("groups")) {
            group.path("rules").forEach(rules::add);
        }
        return rules;
    }

    @Test
    void everyCorrelationLeadsToADataSourceThatIsThere() throws Exception {
        JsonNode sources = GrafanaFiles.provisioning("datasources/datasources.yaml");
        Set<String> uids = GrafanaFiles.dataSources().keySet();

        assertThat(GrafanaFiles.values(sources, "datasourceUid"))
                .hasSizeGreaterThanOrEqualTo(5)
                .allMatch(uids::contains);
        assertThat(GrafanaFiles.values(sources, "alertmanagerUid")).isNotEmpty().allMatch(uids::contains);
    }

    @Test
    void everySignalLeadsToTheOthers() throws Exception {
        assertThat(dataSource("tempo")
                        .path("tracesToLogsV2")
                        .path("datasourceUid")
                        .asString())
                .isEqualTo("loki");
        assertThat(dataSource("tempo")
                        .path("tracesToMetrics")
                        .path("datasourceUid")
                        .asString())
                .isEqualTo("prometheus");
        assertThat(dataSource("tempo")
                        .path("tracesToProfiles")
                        .path("datasourceUid")
                        .asString())
                .isEqualTo("pyroscope");
        assertThat(dataSource("tempo").path("serviceMap").path("datasourceUid").asString())
                .isEqualTo("prometheus");
        assertThat(dataSource("loki")
                        .path("derivedFields")
                        .path(0)
                        .path("datasourceUid")
                        .asString())
                .isEqualTo("tempo");
        assertThat(dataSource("prometheus")
                        .path("exemplarTraceIdDestinations")
                        .path(0)
                        .path("datasourceUid")
                        .asString())
                .isEqualTo("tempo");
    }

    /** The shifts of links are added to a span's times; those of traceQuery would count the other way round. */
    @Test
    void fromASpanOneSeesWhatWasAroundItAndATraceIsFoundWhateverTheTimeRange() throws Exception {
        JsonNode tempo = dataSource("tempo");

        assertThat(List.of("tracesToLogsV2", "tracesToMetrics")).allSatisfy(link -> {
            assertThat(tempo.path(link).path("spanStartTimeShift").asString()).startsWith("-");
            assertThat(tempo.path(link).path("spanEndTimeShift").asString()).matches("\\d+m");
        });
        assertThat(tempo.has("traceQuery")).isFalse();
    }

    @Test
    void theMetricsThatATraceLeadsToAreThere() throws Exception {
        Set<String> known = Metrics.known();

        assertThat(dataSource("tempo").path("tracesToMetrics").path("queries"))
                .isNotEmpty()
                .allSatisfy(query -> assertThat(
                                Metrics.in(query.path("query").asString().replace("$$", "$")))
                        .isNotEmpty()
                        .isSubsetOf(known));
    }

    @Test
    void aDollarIsDoubledOrGrafanaTakesItForAnEnvironmentVariable() throws Exception {
        String sources = Files.readString(Path.of("grafana/provisioning/datasources/datasources.yaml"));

        assertThat(Pattern.compile("(?<!\\$)\\$(?!\\$)[{_a-zA-Z]")
                        .matcher(sources)
                        .find())
                .isFalse();
    }

    @Test
    void everyRuleAsksWhatIsThereAndLeadsToAPanel() throws Exception {
        Map<String, String> sources = GrafanaFiles.dataSources();
        Map<String, Dashboard> dashboards =
                GrafanaFiles.dashboards().stream().collect(Collectors.toMap(Dashboard::uid, dashboard -> dashboard));

        assertThat(rules()).isNotEmpty().allSatisfy(rule -> {
            String title = rule.path("title").asString();
            Set<String> refs = rule.path("data")
                    .valueStream()
                    .map(query -> query.path("refId").asString())
                    .collect(Collectors.toSet());
            assertThat(refs).as(title).contains(rule.path("condition").asString());
            assertThat(rule.path("data")).as(title).allSatisfy(query -> {
                String uid = query.path("datasourceUid").asString();
                assertThat(uid.equals("__expr__") || sources.containsKey(uid))
                        .as(uid)
                        .isTrue();
                assertThat(query.path("model").path("refId")).isEqualTo(query.path("refId"));
            });
            assertThat(rule.path("annotations").path("summary").asString(""))
                    .as(title)
                    .isNotBlank();
            assertThat(rule.path("labels").path("severity").asString(""))
                    .as(title)
                    .isNotBlank();
            assertThat(dashboards)
                    .as(title)
                    .containsKey(rule.path("dashboardUid").asString());
            assertThat(dashboards.get(rule.path("dashboardUid").asString()).panels().stream()
                            .map(panel -> panel.path("id").asInt()))
                    .as(title)
                    .contains(rule.path("panelId").asInt());
        });
    }

    @Test
    void everyNotificationEndsInAContactPointThatIsThere() throws Exception {
        Set<String> contactPoints = GrafanaFiles.provisioning("alerting/contact-points.yaml")
                .path("contactPoints")
                .valueStream()
                .map(point -> point.path("name").asString())
                .collect(Collectors.toSet());

        assertThat(GrafanaFiles.values(GrafanaFiles.provisioning("alerting/policies.yaml"), "receiver"))
                .isNotEmpty()
                .allMatch(contactPoints::contains);
    }
}
