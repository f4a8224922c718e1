package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drills as they are typed, with real servers: a fault of each service, from the cause to one notification and back. */
@ExtendWith(SharedLab.class)
class DrillIT {

    @ParameterizedTest
    @ValueSource(strings = {"slow-password-hash", "negative-price-data", "log-storm"})
    void eachChannelTellsOnceAndOnceThatItIsOver(String drill, Lab lab) {
        boolean alerting =
                lab.state().parts().stream().anyMatch(part -> part.name().equals("prometheus-1"));
        assumeTrue(alerting || "true".equals(System.getenv("CI")), "Prometheus cannot be had: no alerts to look at");

        Lab.Result result = lab.signalbox("drill", drill);

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .containsSubsequence("calm ", "broken ", "firing ", "notified ", "mended ", "resolved ", "passed ");
        assertThat(lab.signalbox("fault", "list").output()).containsPattern(drill + " +off");
    }
}
