package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.http.Http;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Drills as they are typed, with real servers: a fault of each service, from the cause to one notification and back. */
@ExtendWith(SharedLab.class)
class DrillIT {

    /** One of each service, side by side: three in the time of one. */
    private static final List<String> DRILLS = List.of("slow-password-hash", "slow-quotes-query", "lost-trace-context");

    @Test
    void eachChannelTellsOnceAndOnceThatItIsOver(Lab lab) throws Exception {
        lab.assumeThatItAlerts();
        Instant begun = Instant.now();

        List<String> arguments = new ArrayList<>(List.of("drill"));
        arguments.addAll(DRILLS);
        Lab.Result result = lab.signalbox(arguments.toArray(String[]::new));

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .containsSubsequence("calm ", "broken ", "firing ", "notified ", "mended ", "resolved ", "passed ");
        String faults = lab.signalbox("fault", "list").output();
        assertThat(DRILLS).allSatisfy(drill -> assertThat(faults).containsPattern(drill + " +off"));
        JsonNode alert = toldOf("PasswordHashingSlow", lab, begun);
        assertThat(alert.path("annotations").path("runbook_url").asString()).endsWith("/PasswordHashingSlow.md");
        assertThat(alert.path("labels").has("replica"))
                .as("which half of the pair saw it")
                .isFalse();
    }

    /** Prometheus derives from that path when it evaluates. Moments that differ were the cause of notifications told twice. */
    @Test
    void bothPrometheusEvaluateARuleAtTheSameMoment(Lab lab) throws Exception {
        lab.assumeThatItAlerts();

        assertThat(ruleFiles(lab, Ports.PROMETHEUS_1)).isNotEmpty().isEqualTo(ruleFiles(lab, Ports.PROMETHEUS_2));
    }

    private static List<String> ruleFiles(Lab lab, int prometheus) throws Exception {
        return new Http()
                .get(lab.url(prometheus, "/api/v1/rules"))
                .json()
                .path("data")
                .path("groups")
                .valueStream()
                .map(group -> group.path("file").asString())
                .toList();
    }

    private static JsonNode toldOf(String alertname, Lab lab, Instant since) throws Exception {
        Http.Answer told = new Http()
                .get(lab.url(
                        Ports.PAGER,
                        "/api/notifications?channel=webhook&status=firing&alertname=" + alertname + "&since=" + since));
        assertThat(told.status()).as(told.body()).isEqualTo(200);
        return told.json().path("items").path(0).path("alerts").path(0);
    }
}
