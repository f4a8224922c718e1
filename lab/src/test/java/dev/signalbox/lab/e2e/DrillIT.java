package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Drills as they are typed, with real servers: a fault of each service, from the cause to one notification and back. */
@ExtendWith(SharedLab.class)
class DrillIT {

    /** One of each service, side by side: three in the time of one. */
    private static final List<String> DRILLS = List.of("slow-password-hash", "slow-quotes-query", "lost-trace-context");

    @Test
    void eachChannelTellsOnceAndOnceThatItIsOver(Lab lab) {
        lab.assumeThatItAlerts();

        List<String> arguments = new ArrayList<>(List.of("drill"));
        arguments.addAll(DRILLS);
        Lab.Result result = lab.signalbox(arguments.toArray(String[]::new));

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .containsSubsequence("calm ", "broken ", "firing ", "notified ", "mended ", "resolved ", "passed ");
        String faults = lab.signalbox("fault", "list").output();
        assertThat(DRILLS).allSatisfy(drill -> assertThat(faults).containsPattern(drill + " +off"));
    }
}
