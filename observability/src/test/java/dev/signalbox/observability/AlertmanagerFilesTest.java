package dev.signalbox.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.compose.YamlFile;
import dev.signalbox.lab.prometheus.Tools.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AlertmanagerFilesTest {

    private static final String CONFIGURATION = "alertmanager/alertmanager.yaml";
    private static final Pattern ALERTNAME = Pattern.compile("alertname\\s*(=|=~|!=|!~)\\s*\"?(?<names>[^\"]+?)\"?");

    @Test
    void theConfigurationIsOneThatAlertmanagerTakes() throws Exception {
        new PrometheusTools().check(Tool.AMTOOL, "check-config", CONFIGURATION);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ServiceDown     | auth-service  | critical | on-call
                    LogVolumeJump   | front-service | warning  | team
                    SomethingToKnow | front-service | info     | record
                    Watchdog        | prometheus    | none     | nobody
                    NobodyThoughtOf | front-service | unheard  | on-call
                    """)
    void howBadAnAlertIsSaysWhoIsTold(String alert, String service, String severity, String receiver) throws Exception {
        new PrometheusTools()
                .check(
                        Tool.AMTOOL,
                        "config",
                        "routes",
                        "test",
                        "--config.file=" + CONFIGURATION,
                        "--verify.receivers=" + receiver,
                        "alertname=" + alert,
                        "service_name=" + service,
                        "severity=" + severity);
    }

    @Test
    void everyChannelSaysThatItIsOver() throws Exception {
        List<JsonNode> channels = new ArrayList<>();
        for (JsonNode receiver : configuration().path("receivers")) {
            receiver.properties().stream()
                    .filter(setting -> setting.getKey().endsWith("_configs"))
                    .forEach(setting -> setting.getValue().forEach(channels::add));
        }

        assertThat(channels)
                .hasSizeGreaterThan(4)
                .allMatch(channel -> channel.path("send_resolved").asBoolean());
    }

    @Test
    void anInhibitionNamesOnlyAlertsThatThereAre() throws Exception {
        List<String> alerts =
                AlertsTest.alerts().stream().map(AlertsTest.Alert::name).toList();

        assertThat(configuration().path("inhibit_rules")).isNotEmpty().allSatisfy(rule -> {
            for (String side : List.of("source_matchers", "target_matchers")) {
                for (JsonNode matcher : rule.path(side)) {
                    Matcher named = ALERTNAME.matcher(matcher.asString());
                    if (named.matches()) {
                        assertThat(alerts)
                                .as(matcher.asString())
                                .anyMatch(alert -> alert.matches(named.group("names")));
                        // Each of "A|B" by itself; what is in brackets is one pattern.
                        for (String name : named.group("names").split("\\|(?![^(]*\\))")) {
                            assertThat(alerts).as(name).anyMatch(alert -> alert.matches(name));
                        }
                    }
                }
            }
        });
    }

    private static JsonNode configuration() throws IOException {
        return YamlFile.read(Path.of(CONFIGURATION));
    }
}
