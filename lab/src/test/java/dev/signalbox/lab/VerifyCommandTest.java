package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VerifyCommandTest {

    @RegisterExtension
    final Typed typed = Typed.inAnEmptyCheckout();

    @Test
    void aFormatThatIsNotThereIsAnsweredWithThoseThatAre() {
        assertThat(typed.signalbox("verify", "--format", "xml")).isEqualTo(2);

        assertThat(typed.err()).contains("xml", "TEXT", "JSON");
    }
}
