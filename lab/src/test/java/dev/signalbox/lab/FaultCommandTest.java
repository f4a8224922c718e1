package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.StateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FaultCommandTest {

    @RegisterExtension
    final Typed typed = Typed.inAnEmptyCheckout();

    private LabHome home;

    @BeforeEach
    void aLabRuns() throws Exception {
        home = LabHome.of(typed.directory(), null);
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

    private JsonNode faults() throws Exception {
        return JsonMapper.shared().readTree(Files.readString(home.faults()));
    }

    private String variantOf(String fault) throws Exception {
        return faults().path("flags").path(fault).path("defaultVariant").asString();
    }

    @Test
    void turnsAFaultOnAndOffAndTouchesNothingElse() throws Exception {
        JsonNode before = faults();

        assertThat(typed.signalbox("fault", "on", "slow")).isZero();
        assertThat(variantOf("slow")).isEqualTo("on");
        assertThat(variantOf("wrong")).isEqualTo("off");
        assertThat(typed.out()).contains("slow is on", "auth-service", "all is slow");

        assertThat(typed.signalbox("fault", "off", "slow")).isZero();
        assertThat(faults()).isEqualTo(before);
    }

    @Test
    void takesTheVariantThatIsAskedFor() throws Exception {
        assertThat(typed.signalbox("fault", "on", "slow", "very")).isZero();

        assertThat(variantOf("slow")).isEqualTo("very");
    }

    @Test
    void turnsOffAllThatIsOn() throws Exception {
        typed.signalbox("fault", "on", "slow");
        typed.signalbox("fault", "on", "wrong");

        assertThat(typed.signalbox("fault", "off", "all")).isZero();

        assertThat(variantOf("slow")).isEqualTo("off");
        assertThat(variantOf("wrong")).isEqualTo("off");
    }

    @Test
    void showsTheListWhenThereIsNoSuchFault() throws Exception {
        JsonNode before = faults();

        assertThat(typed.signalbox("fault", "on", "no-such-thing")).isEqualTo(2);
        assertThat(typed.err()).contains("no-such-thing", "slow", "wrong");
        assertThat(typed.signalbox("fault", "on", "slow", "no-such-variant")).isEqualTo(2);
        assertThat(typed.err()).contains("on, very");
        assertThat(faults()).isEqualTo(before);
    }

    @Test
    void listsEachWithItsStateAndSymptom() {
        typed.signalbox("fault", "on", "wrong");

        assertThat(typed.signalbox("fault", "list")).isZero();

        assertThat(typed.out()).containsPattern("slow +off +auth-service: all is slow");
        assertThat(typed.out()).containsPattern("wrong +on");
    }

    @ParameterizedTest
    @CsvSource({"'', observability/faults", "FAULTS_DIR=./mine, mine"})
    void ofTheStackInDockerItTurnsThoseOnAndOffThatTheContainersSee(String setting, Path mounted) throws Exception {
        Path original = Path.of("../observability/faults/faults.json");
        Path file = typed.directory().resolve(mounted).resolve("faults.json");
        Files.createDirectories(file.getParent());
        Files.copy(original, file);
        Files.copy(Path.of("../compose.yaml"), typed.directory().resolve("compose.yaml"));
        Files.writeString(typed.directory().resolve(".env"), Files.readString(Path.of("../.env")) + setting);
        JsonNode local = faults();

        assertThat(typed.signalbox("fault", "on", "order-errors", "--against", "compose"))
                .isZero();
        assertThat(Files.mismatch(file, original)).isPositive();
        assertThat(typed.signalbox("fault", "list", "--against", "compose")).isZero();
        assertThat(typed.out())
                .contains("order-errors is on")
                .containsPattern("order-errors +(?!off)\\w+ +broker-service");

        assertThat(typed.signalbox("fault", "off", "all", "--against", "compose"))
                .isZero();
        assertThat(file).hasSameTextualContentAs(original);
        assertThat(faults()).isEqualTo(local);
    }

    @Test
    void saysThatNoLabRuns() throws Exception {
        Files.delete(home.state());

        assertThat(typed.signalbox("fault", "on", "slow")).isEqualTo(1);

        assertThat(typed.err()).contains("No lab runs", "./signalbox up");
        assertThat(variantOf("slow")).isEqualTo("off");
    }
}
