package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    @TempDir
    Path directory;

    private final StringWriter err = new StringWriter();

    private int verify(String... arguments) {
        System.setProperty("signalbox.root", directory.toString());
        try {
            return Signalbox.commandLine()
                    .setErr(new PrintWriter(err, true))
                    .execute(Stream.concat(Stream.of("verify"), Stream.of(arguments))
                            .toArray(String[]::new));
        } finally {
            System.clearProperty("signalbox.root");
        }
    }

    @Test
    void withoutALabItSaysHowToStartOne() {
        assertThat(verify()).isEqualTo(1);

        assertThat(err.toString()).contains("No lab runs", "./signalbox up");
    }

    @Test
    void aFormatThatIsNotThereIsAnsweredWithThoseThatAre() {
        assertThat(verify("--format", "xml")).isEqualTo(2);

        assertThat(err.toString()).contains("xml", "TEXT", "JSON");
    }
}
