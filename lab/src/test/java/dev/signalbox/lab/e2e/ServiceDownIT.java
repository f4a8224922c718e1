package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.process.Signal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** From cause to exactly one notification and back, though two Prometheus and two Alertmanagers are at work. */
@ExtendWith(SharedLab.class)
class ServiceDownIT {

    /** The series go 60 s after the last export, the rule waits 30 s, and the rest is scraping and grouping. */
    private static final Duration NOTIFIED_WITHIN = Duration.ofMinutes(4);

    /** Within this the other half of each pair would have sent its own: the second Alertmanager waits 3 s, a group 15 s. */
    private static final Duration NO_DUPLICATE_WITHIN = Duration.ofSeconds(40);

    /** All that wake somebody. */
    private static final List<String> CHANNELS = List.of("webhook", "slack", "pagerduty", "email");

    private final Http http = new Http();

    @Test
    void aFrozenServiceIsToldOfOnceAndThatItIsBackIsToldOnce(Lab lab) throws Exception {
        lab.assumeThatItAlerts();
        long pid = lab.part("auth-service").process().pid();
        Instant begun = Instant.now();

        Signal.STOP.send(pid);
        try {
            await().atMost(NOTIFIED_WITHIN)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> toldBy(lab, begun, "firing").equals(CHANNELS));
        } finally {
            Signal.CONT.send(pid);
        }
        await().atMost(NOTIFIED_WITHIN)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> toldBy(lab, begun, "resolved").equals(CHANNELS));

        await().during(NO_DUPLICATE_WITHIN)
                .atMost(NO_DUPLICATE_WITHIN.plusSeconds(10))
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> toldBy(lab, begun, "firing").equals(CHANNELS)
                        && toldBy(lab, begun, "resolved").equals(CHANNELS));
        JsonNode told = notifications(lab, begun, "firing", "webhook").get(0);
        assertThat(told.path("alerts").path(0).path("service").asString()).isEqualTo("auth-service");
        assertThat(told.path("alerts").path(0).path("labels").has("replica")).isFalse();
        assertThat(told.path("alerts")
                        .path(0)
                        .path("annotations")
                        .path("runbook_url")
                        .asString())
                .endsWith("ServiceDown.md");
    }

    /** The channels by which it was told, each as often as it was. */
    private List<String> toldBy(Lab lab, Instant since, String status) throws IOException, InterruptedException {
        List<String> channels = new ArrayList<>();
        for (String channel : CHANNELS) {
            notifications(lab, since, status, channel).forEach(notification -> channels.add(channel));
        }
        return channels;
    }

    private List<JsonNode> notifications(Lab lab, Instant since, String status, String channel)
            throws IOException, InterruptedException {
        Http.Answer answer = http.get(lab.url(
                Ports.PAGER,
                "/api/notifications?alertname=ServiceDown&status=" + status + "&channel=" + channel + "&since="
                        + since));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<JsonNode> notifications = new ArrayList<>();
        answer.json().path("items").forEach(notifications::add);
        return notifications;
    }
}
