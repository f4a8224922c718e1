package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyCommandTest {

    @RegisterExtension
    final Typed typed = Typed.inAnEmptyCheckout();

    @Test
    void aFormatThatIsNotThereIsAnsweredWithThoseThatAre() {
        assertThat(typed.signalbox("verify", "--format", "xml")).isEqualTo(2);

        assertThat(typed.err()).contains("xml", "TEXT", "JSON");
    }

    @ParameterizedTest
    @CsvSource({"soon, 'Write 90s, 5m or 1h30m'", "0s, no time", "-5s, no time"})
    void aPatienceThatIsNoneIsAnsweredWithWhatItMayBe(String patience, String because) {
        assertThat(typed.signalbox("verify", "--patience=" + patience)).isEqualTo(2);

        assertThat(typed.err()).contains(because);
    }
}
