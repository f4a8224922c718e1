package dev.signalbox.backend.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.RecordedServer;
import dev.signalbox.backend.alert.Alert.View;
import dev.signalbox.backend.server.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private RecordedServer pager;
    private Alerts alerts;

    @BeforeEach
    void start() throws IOException {
        pager = new RecordedServer()
                .answer("/api/notifications", "alerts/pager.json")
                // Another server on the port of an Alertmanager.
                .answer("/api/v2/alerts", "alerts/prometheus.json");
        alerts =
                asking(List.of(), List.of(URI.create(pager.url()), URI.create("http://alertmanager-2.localhost:9093")));
    }

    private Alerts asking(List<URI> prometheus, List<URI> alertmanager) {
        return new Alerts(new ServerSettings(
                prometheus, alertmanager, URI.create(pager.url()), Duration.ofSeconds(5), Duration.ofSeconds(5)));
    }

    @AfterEach
    void stop() {
        alerts.destroy();
        pager.close();
    }

    @Test
    void aNotificationNamesTheAlertmanagerThatSentIt() {
        assertThat(alerts.inbox(10).items())
                .extracting(Notification::sender)
                .contains("alertmanager-2")
                .doesNotContain("alertmanager-1", "alertmanager-2.localhost:9093");
    }

    @Test
    void aServerThatSaysSomethingElseIsNotTakenForOneThatKnowsOfNothing() {
        Source<Alerts.Seen> other = alerts.overview().sources().get(0);

        assertThat(other.name()).isEqualTo("alertmanager-1");
        assertThat(other.problem()).isEqualTo("answers something else");
        assertThat(other.items()).isEmpty();
    }

    @Test
    void anAlertIsShownAsEachOfBothPairsSeesIt() throws IOException {
        try (RecordedServer servers = new RecordedServer()
                .answer("/api/v1/rules", "alerts/prometheus.json")
                .answer("/api/v2/alerts", "alerts/alertmanager.json")) {
            List<URI> pair = List.of(URI.create(servers.url()), URI.create(servers.url()));
            Alerts ofBoth = asking(pair, pair);

            assertThat(ofBoth.overview().alerts())
                    .filteredOn(alert -> alert.name().equals("HeapNearlyFull"))
                    .flatExtracting(Alert::views)
                    .containsExactly(View.FIRING, View.FIRING, View.SILENCED, View.SILENCED);
            ofBoth.destroy();
        }
    }
}
