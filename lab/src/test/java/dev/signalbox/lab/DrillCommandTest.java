package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.StateFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DrillCommandTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void sayWhereTheCheckoutIs() {
        System.setProperty("signalbox.root", directory.toString());
    }

    @AfterEach
    void forgetTheRoot() {
        System.clearProperty("signalbox.root");
    }

    private int signalbox(String... arguments) {
        CommandLine command =
                Signalbox.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    @Test
    void anUnknownDrillIsAnsweredWithTheList() {
        assertThat(signalbox("drill", "no-such-thing")).isEqualTo(2);

        assertThat(err.toString()).contains("no-such-thing", "order-errors", "slow-password-hash", "log-storm");
    }

    @Test
    void noNameAtAllIsAnsweredWithWhatThereIsToSay() {
        assertThat(signalbox("drill")).isEqualTo(2);

        assertThat(err.toString()).contains("a NAME, list or all");
    }

    @Test
    void theListSaysHowLongEachTakesAndWhatItTeaches() {
        assertThat(signalbox("drill", "list")).isZero();

        assertThat(out.toString()).containsPattern("order-errors +\\d+ s +an error budget that burns");
    }

    @Test
    void withoutALabItSaysHowToStartOne() {
        assertThat(signalbox("drill", "order-errors")).isEqualTo(1);

        assertThat(err.toString()).contains("No lab runs", "./signalbox up");
    }

    @Test
    void inALabWithoutPrometheusItSaysThatAlertsAreOff() throws Exception {
        Path home = directory.resolve(".signalbox");
        Files.createDirectories(home);
        new StateFile(home.resolve("state.json"))
                .write(new LabState(ProcessId.of(ProcessHandle.current()), true, true, 0, List.of()));

        assertThat(signalbox("drill", "all")).isEqualTo(1);

        assertThat(err.toString()).contains("alerts are off", "./signalbox doctor");
    }
}
