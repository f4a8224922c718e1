package dev.signalbox.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.observability.GrafanaFiles.Dashboard;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** No dashboard may have a panel that stays empty, a link that leads nowhere, or a number without a unit. */
class DashboardsTest {

    private static final Set<String> BUILT_IN = Set.of("-- Grafana --", "__expr__");
    private static final Pattern LINK = Pattern.compile("/d/([a-z-]+)");
    private static final Set<String> WITH_NUMBERS = Set.of("timeseries", "stat", "bargauge");

    static List<Dashboard> dashboards() throws IOException {
        return GrafanaFiles.dashboards();
    }

    @Test
    void haveDifferentUids() throws IOException {
        assertThat(dashboards().stream().map(Dashboard::uid))
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.startsWith("signalbox-"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void askOnlyDataSourcesThatAreThere(Dashboard dashboard) throws IOException {
        Map<String, String> dataSources = GrafanaFiles.dataSources();

        assertThat(dashboard.tree().findValues("datasource")).isNotEmpty().allSatisfy(dataSource -> {
            String uid = dataSource.path("uid").asString();
            if (!BUILT_IN.contains(uid)) {
                assertThat(dataSources)
                        .containsEntry(uid, dataSource.path("type").asString());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void askOnlyMetricsThatAreThere(Dashboard dashboard) throws IOException {
        Set<String> known = Metrics.known();

        for (JsonNode panel : dashboard.panels()) {
            for (JsonNode target : panel.path("targets")) {
                if (target.path("datasource").path("type").asString().equals("prometheus")) {
                    Set<String> asked = Metrics.in(target.path("expr").asString());
                    assertThat(asked)
                            .as(panel.path("title").asString())
                            .isNotEmpty()
                            .isSubsetOf(known);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void sayWhatTheyShowAndInWhichUnit(Dashboard dashboard) {
        assertThat(dashboard.tree().path("description").asString("")).isNotBlank();
        assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
            String title = panel.path("title").asString();
            assertThat(title).isNotBlank();
            assertThat(panel.path("description").asString("")).as(title).isNotBlank();
            if (WITH_NUMBERS.contains(panel.path("type").asString())) {
                assertThat(panel.path("fieldConfig")
                                .path("defaults")
                                .path("unit")
                                .asString(""))
                        .as("unit of \"%s\"", title)
                        .isNotBlank();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void linkOnlyToDashboardsThatAreThere(Dashboard dashboard) throws IOException {
        Set<String> uids = dashboards().stream().map(Dashboard::uid).collect(Collectors.toSet());
        Matcher links = LINK.matcher(dashboard.tree().toString());

        assertThat(links.results().map(link -> link.group(1))).allMatch(uids::contains);
    }
}
