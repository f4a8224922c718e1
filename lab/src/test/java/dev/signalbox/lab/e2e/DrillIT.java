package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.observe.Alert;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.Rule;
import dev.signalbox.lab.observe.ToldAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Drills as they are typed, with real servers: a fault of each service, from the cause to one notification and back. */
@ExtendWith(SharedLab.class)
class DrillIT {

    /** One of each service, side by side: three in the time of one. */
    private static final List<String> DRILLS = List.of("slow-password-hash", "slow-quotes-query", "lost-trace-context");

    /** A drill does not begin before: other tests, or a machine that has too much to do, may have made something fire. */
    private static final Duration CALM_WITHIN = Duration.ofMinutes(4);

    @Test
    void eachChannelTellsOnceAndOnceThatItIsOver(Lab lab) throws Exception {
        lab.assumeThatItAlerts();
        await().atMost(CALM_WITHIN).pollInterval(Duration.ofSeconds(1)).until(() -> isCalm(lab.backends()));
        Instant begun = Instant.now();

        List<String> arguments = new ArrayList<>(List.of("drill"));
        arguments.addAll(DRILLS);
        Lab.Result result = lab.signalbox(arguments.toArray(String[]::new));

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .containsSubsequence("calm ", "broken ", "firing ", "notified ", "mended ", "resolved ", "passed ");
        String faults = lab.signalbox("fault", "list").output();
        assertThat(DRILLS).allSatisfy(drill -> assertThat(faults).containsPattern(drill + " +off"));
        ToldAlert alert =
                lab.backends().told("webhook", "PasswordHashingSlow", begun).get(0);
        assertThat(alert.annotations().get("runbook_url")).endsWith("/PasswordHashingSlow.md");
        assertThat(alert.labels()).as("which half of the pair saw it").doesNotContainKey("replica");
    }

    private static boolean isCalm(Backends backends) {
        return Stream.of(backends.alertsOfPrometheus(), backends.alertsOfAlertmanager())
                .flatMap(servers -> servers.values().stream())
                .flatMap(Set::stream)
                .allMatch(alert -> alert.name().equals(Alert.WATCHDOG));
    }

    /** Prometheus derives from that path when it evaluates. Moments that differ were the cause of notifications told twice. */
    @Test
    void bothPrometheusEvaluateARuleAtTheSameMoment(Lab lab) throws Exception {
        lab.assumeThatItAlerts();

        Map<String, List<Rule>> rules = lab.backends().rulesOfPrometheus();
        assertThat(rules).containsOnlyKeys(Pair.PROMETHEUS.names());
        assertThat(rules.values().stream()
                        .map(half -> half.stream().map(Rule::file).toList())
                        .distinct())
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isNotEmpty();
    }
}
