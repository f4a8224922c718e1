package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    @TempDir
    Path directory;

    private Typed typed;

    @BeforeEach
    void inACheckout() {
        typed = new Typed(directory);
    }

    @Test
    void withoutALabItSaysHowToStartOne() {
        assertThat(typed.signalbox("verify")).isEqualTo(1);

        assertThat(typed.err()).contains("No lab runs", "./signalbox up");
    }

    @Test
    void withoutTheStackInDockerItSaysHowToStartIt() throws IOException {
        Files.copy(Path.of("../compose.yaml"), directory.resolve("compose.yaml"));
        // Nobody listens there.
        Files.writeString(
                directory.resolve(".env"),
                Files.readString(Path.of("../.env")).replace("FRONT_PORT=8080", "FRONT_PORT=1"));

        assertThat(typed.signalbox("verify", "--against", "compose")).isEqualTo(1);

        assertThat(typed.err()).contains("http://127.0.0.1:1", "docker compose up");
    }

    @Test
    void aFormatThatIsNotThereIsAnsweredWithThoseThatAre() {
        assertThat(typed.signalbox("verify", "--format", "xml")).isEqualTo(2);

        assertThat(typed.err()).contains("xml", "TEXT", "JSON");
    }

    @Test
    void aLabThatIsNotThereIsAnsweredWithThoseThatAre() {
        assertThat(typed.signalbox("verify", "--against", "production")).isEqualTo(2);

        assertThat(typed.err()).contains("production", "LOCAL", "COMPOSE");
    }
}
