package dev.signalbox.lab.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.lab.home.LabException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What compose.yaml asks for is found where Compose finds it. */
class ComposeFileTest {

    @TempDir
    Path root;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(root.resolve(".env"), "FRONT_PORT=8080\nGRAFANA_ADMIN_PASSWORD=of-the-file\nEMPTY=\n");
        Files.writeString(root.resolve("compose.yaml"), """
                services:
                  front:
                    ports: ["127.0.0.1:${FRONT_PORT:?see .env}:8080"]
                """);
    }

    @Test
    void aVariableIsThatOfTheFile() throws Exception {
        ComposeFile compose = ComposeFile.read(root, Map.of("GRAFANA_ADMIN_PASSWORD", ""));

        assertThat(compose.variable("GRAFANA_ADMIN_PASSWORD")).isEqualTo("of-the-file");
        assertThat(compose.filledIn("${GRAFANA_ADMIN_PASSWORD:?see .env}")).isEqualTo("of-the-file");
        assertThat(compose.filledIn("${FAULTS_DIR:-./observability/faults}")).isEqualTo("./observability/faults");
    }

    @Test
    void theEnvironmentComesBeforeTheFile() throws Exception {
        ComposeFile compose = ComposeFile.read(
                root, Map.of("GRAFANA_ADMIN_PASSWORD", "of-the-shell", "FRONT_PORT", "18080", "FAULTS_DIR", "./mine"));

        assertThat(compose.variable("GRAFANA_ADMIN_PASSWORD")).isEqualTo("of-the-shell");
        assertThat(compose.published("front:8080")).isEqualTo(URI.create("http://127.0.0.1:18080"));
        assertThat(compose.filledIn("${FAULTS_DIR:-./observability/faults}")).isEqualTo("./mine");
    }

    @Test
    void aVariableThatIsNowhereIsNamed() throws Exception {
        ComposeFile compose = ComposeFile.read(root, Map.of());

        assertThatExceptionOfType(LabException.class)
                .isThrownBy(() -> compose.variable("EMPTY"))
                .withMessageContaining("EMPTY");
        assertThatExceptionOfType(LabException.class)
                .isThrownBy(() -> compose.filledIn("${REDIS_PASSWORD:?see .env}"))
                .withMessageContaining("REDIS_PASSWORD");
    }
}
