package dev.signalbox.backend.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.RecordedServer;
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
        pager = new RecordedServer().answer("/api/notifications", "alerts/pager.json");
        alerts = new Alerts(new ServerSettings(
                List.of(),
                List.of(URI.create("http://one:9093"), URI.create("http://alertmanager-2.localhost:9093")),
                URI.create(pager.url()),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5)));
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
}
