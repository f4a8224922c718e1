package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

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
    void aFormatThatIsNotThereIsAnsweredWithThoseThatAre() {
        assertThat(typed.signalbox("verify", "--format", "xml")).isEqualTo(2);

        assertThat(typed.err()).contains("xml", "TEXT", "JSON");
    }
}
