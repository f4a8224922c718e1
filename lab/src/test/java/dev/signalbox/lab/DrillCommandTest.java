package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.LockFile;
import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.process.Signal;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.LabState.PartState;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DrillCommandTest {

    @RegisterExtension
    final Typed typed = Typed.inAnEmptyCheckout();

    @Test
    void anUnknownDrillIsAnsweredWithTheList() {
        assertThat(typed.signalbox("drill", "no-such-thing")).isEqualTo(2);

        assertThat(typed.err()).contains("no-such-thing", "order-errors", "slow-password-hash", "log-storm");
    }

    @Test
    void noNameAtAllIsAnsweredWithWhatThereIsToSay() {
        assertThat(typed.signalbox("drill")).isEqualTo(2);

        assertThat(typed.err()).contains("a NAME, list or all");
    }

    @Test
    void theListSaysHowLongEachTakesAndWhatItTeaches() {
        assertThat(typed.signalbox("drill", "list")).isZero();

        assertThat(typed.out()).containsPattern("order-errors +\\d+ s +an error budget that burns");
    }

    @Test
    void onlyAStackWithGrafanaHasDrillsOfGrafana() {
        assertThat(typed.signalbox("drill", "grafana-error-logs")).isEqualTo(2);
        assertThat(typed.signalbox("drill", "list")).isZero();
        assertThat(typed.out()).doesNotContain("grafana-error-logs");

        assertThat(typed.signalbox("drill", "list", "--against", "compose")).isZero();
        assertThat(typed.out()).contains("grafana-error-logs", "order-errors");
    }

    @Test
    void inALabWithoutPrometheusItSaysThatAlertsAreOff() throws Exception {
        runningLab();

        assertThat(typed.signalbox("drill", "all")).isEqualTo(1);

        assertThat(typed.err()).contains("alerts are off", "./signalbox doctor");
    }

    @Test
    void whileAnotherDrillRunsItSaysSoAndBreaksNothing() throws Exception {
        LabHome home = runningLab(Pair.values());

        int exitCode = LockFile.holding(home.drillLock(), () -> typed.signalbox("drill", "order-errors"));

        assertThat(exitCode).isEqualTo(1);
        assertThat(typed.err()).contains("Another drill runs");
        assertThat(typed.out()).doesNotContain("broken");
    }

    /** As far as its state file says. */
    private LabHome runningLab(Pair... pairs) throws IOException {
        ProcessId self = ProcessId.of(ProcessHandle.current());
        LabHome home = LabHome.of(typed.directory(), null);
        Files.createDirectories(home.home());
        Files.createFile(home.env());
        new StateFile(home.state())
                .write(new LabState(
                        self,
                        true,
                        true,
                        0,
                        Stream.of(pairs)
                                .flatMap(pair -> pair.names().stream())
                                .map(part -> new PartState(part, self, 0, null, 0, Signal.TERM))
                                .toList()));
        return home;
    }
}
