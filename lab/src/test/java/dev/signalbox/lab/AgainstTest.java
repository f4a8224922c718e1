package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that know both kinds of lab. */
class AgainstTest {

    @RegisterExtension
    final Typed typed = Typed.inAnEmptyCheckout();

    private int signalbox(String command, String against) {
        return typed.signalbox((command + " --against " + against).split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "drill all", "drill order-errors", "fault on order-errors", "fault off all"})
    void withoutALabItSaysHowToStartOne(String command) {
        assertThat(signalbox(command, "local")).isEqualTo(1);

        assertThat(typed.err()).contains("No lab runs", "./signalbox up -d", "--against compose");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "drill order-errors"})
    void aLabThatIsNotReadyYetIsToBeWaitedFor(String command) throws IOException {
        LabHome home = LabHome.of(typed.directory(), null);
        Files.createDirectories(home.home());
        new StateFile(home.state())
                .write(new LabState(ProcessId.of(ProcessHandle.current()), false, true, 0, List.of()));

        assertThat(signalbox(command, "local")).isEqualTo(1);

        assertThat(typed.err()).contains("not ready yet", "./signalbox status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "drill all", "drill order-errors"})
    void withoutTheStackInDockerItSaysHowToStartIt(String command) throws IOException {
        Files.copy(Path.of("../compose.yaml"), typed.directory().resolve("compose.yaml"));
        // Nobody listens there.
        Files.writeString(
                typed.directory().resolve(".env"),
                Files.readString(Path.of("../.env")).replace("FRONT_PORT=8080", "FRONT_PORT=1"));

        assertThat(signalbox(command, "compose")).isEqualTo(1);

        assertThat(typed.err()).contains("http://127.0.0.1:1", "docker compose up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "drill all", "drill order-errors", "drill list", "fault list", "fault on slow"})
    void aLabThatIsNotThereIsAnsweredWithThoseThatAre(String command) {
        assertThat(signalbox(command, "production")).isEqualTo(2);

        assertThat(typed.err()).contains("production", "LOCAL", "COMPOSE");
    }
}
