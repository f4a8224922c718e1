package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.StateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void withoutALabItSaysHowToStartOne() {
        assertThat(typed.signalbox("drill", "order-errors")).isEqualTo(1);

        assertThat(typed.err()).contains("No lab runs", "./signalbox up");
    }

    @Test
    void inALabWithoutPrometheusItSaysThatAlertsAreOff() throws Exception {
        Path home = directory.resolve(".signalbox");
        Files.createDirectories(home);
        new StateFile(home.resolve("state.json"))
                .write(new LabState(ProcessId.of(ProcessHandle.current()), true, true, 0, List.of()));

        assertThat(typed.signalbox("drill", "all")).isEqualTo(1);

        assertThat(typed.err()).contains("alerts are off", "./signalbox doctor");
    }
}
