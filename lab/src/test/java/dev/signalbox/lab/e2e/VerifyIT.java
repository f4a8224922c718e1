package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.e2e.Lab.Result;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All that is promised of the links between signals holds, with the agent and without. */
@ExtendWith(SharedLab.class)
class VerifyIT {

    @Test
    void everyLinkHoldsInBothKindsOfLab(Lab lab, ForegroundLab foreground) {
        lab.assumeThatItAlerts();

        CompletableFuture<Result> withoutAgent =
                CompletableFuture.supplyAsync(() -> foreground.lab().signalbox("verify"));
        Result withAgent = lab.signalbox("verify");

        assertThat(withAgent.exitCode()).as(withAgent.output()).isZero();
        assertThat(withAgent.output()).containsPattern("span -> profile samples +passed");
        assertThat(withoutAgent.join().exitCode())
                .as(withoutAgent.join().output())
                .isZero();
        assertThat(withoutAgent.join().output()).containsPattern("span -> profile samples +- ");
    }
}
