package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.home.LabHome;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FaultCommandTest {

    @TempDir
    Path directory;

    private LabHome home;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aLabRuns() throws Exception {
        System.setProperty("signalbox.root", directory.toString());
        home = LabHome.of(directory, directory.resolve("home"));
        Files.createDirectories(home.home());
        Files.writeString(home.faults(), """
                {"$schema": "https://flagd.dev/schema/v0/flags.json", "flags": {
                  "slow": {"state": "ENABLED", "variants": {"off": 0, "on": 4, "very": 8}, "defaultVariant": "off",
                    "metadata": {"service": "auth-service", "description": "all is slow"}},
                  "wrong": {"state": "ENABLED", "variants": {"off": 0, "on": 1}, "defaultVariant": "off"}}}
                """);
        new StateFile(home.state())
                .write(new LabState(ProcessId.of(ProcessHandle.current()), true, true, 0, List.of()));
    }

    @AfterEach
    void forgetTheRoot() {
        System.clearProperty("signalbox.root");
    }

    private int signalbox(String... arguments) {
        CommandLine command =
                Signalbox.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--home";
        all[arguments.length + 1] = home.home().toString();
        return command.execute(all);
    }

    private JsonNode faults() throws Exception {
        return JsonMapper.shared().readTree(Files.readString(home.faults()));
    }

    private String variantOf(String fault) throws Exception {
        return faults().path("flags").path(fault).path("defaultVariant").asString();
    }

    @Test
    void turnsAFaultOnAndOffAndTouchesNothingElse() throws Exception {
        JsonNode before = faults();

        assertThat(signalbox("fault", "on", "slow")).isZero();
        assertThat(variantOf("slow")).isEqualTo("on");
        assertThat(variantOf("wrong")).isEqualTo("off");
        assertThat(out.toString()).contains("slow is on", "auth-service", "all is slow");

        assertThat(signalbox("fault", "off", "slow")).isZero();
        assertThat(faults()).isEqualTo(before);
    }

    @Test
    void takesTheVariantThatIsAskedFor() throws Exception {
        assertThat(signalbox("fault", "on", "slow", "very")).isZero();

        assertThat(variantOf("slow")).isEqualTo("very");
    }

    @Test
    void turnsOffAllThatIsOn() throws Exception {
        signalbox("fault", "on", "slow");
        signalbox("fault", "on", "wrong");

        assertThat(signalbox("fault", "off", "all")).isZero();

        assertThat(variantOf("slow")).isEqualTo("off");
        assertThat(variantOf("wrong")).isEqualTo("off");
    }

    @Test
    void showsTheListWhenThereIsNoSuchFault() throws Exception {
        JsonNode before = faults();

        assertThat(signalbox("fault", "on", "no-such-thing")).isEqualTo(2);
        assertThat(err.toString()).contains("no-such-thing", "slow", "wrong");
        assertThat(signalbox("fault", "on", "slow", "no-such-variant")).isEqualTo(2);
        assertThat(err.toString()).contains("on, very");
        assertThat(faults()).isEqualTo(before);
    }

    @Test
    void listsEachWithItsStateAndSymptom() {
        signalbox("fault", "on", "wrong");

        assertThat(signalbox("fault", "list")).isZero();

        assertThat(out.toString()).containsPattern("slow +off +auth-service: all is slow");
        assertThat(out.toString()).containsPattern("wrong +on");
    }

    @Test
    void saysThatNoLabRuns() throws Exception {
        Files.delete(home.state());

        assertThat(signalbox("fault", "on", "slow")).isEqualTo(1);

        assertThat(err.toString()).contains("No lab runs", "./signalbox up");
        assertThat(variantOf("slow")).isEqualTo("off");
    }
}
