package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

        assertThat(typed.err()).contains("No lab runs", "./signalbox up");
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
