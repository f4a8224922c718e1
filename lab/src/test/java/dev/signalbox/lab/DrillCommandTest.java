package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.process.Signal;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.LabState.PartState;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillCommandTest {

    @TempDir
    Path directory;

    private Typed typed;

    @BeforeEach
    void inACheckout() {
        typed = new Typed(directory);
    }

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
        Path home = runningLab(Pair.values());

        try (FileChannel other = FileChannel.open(
                        home.resolve("drill.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = other.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(typed.signalbox("drill", "order-errors")).isEqualTo(1);
        }

        assertThat(typed.err()).contains("Another drill runs");
        assertThat(typed.out()).doesNotContain("broken");
    }

    /** As far as its state file says. */
    private Path runningLab(Pair... pairs) throws IOException {
        ProcessId self = ProcessId.of(ProcessHandle.current());
        Path home = Files.createDirectories(directory.resolve(".signalbox"));
        new StateFile(home.resolve("state.json"))
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
