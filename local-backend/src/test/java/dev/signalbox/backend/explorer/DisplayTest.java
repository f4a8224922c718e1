package dev.signalbox.backend.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.promql.Unit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTest {

    private final Display display = new Display();

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "999, 999 ns",
        "1000, 1.00 µs",
        "412345, 412 µs",
        "999499, 999 µs",
        "999500, 1.00 ms",
        "12345678, 12.3 ms",
        "99949999, 99.9 ms",
        "999499999, 999 ms",
        "999500000, 1.00 s",
        "59990000000, 60.0 s",
        "125000000000, 2 min 5 s"
    })
    void durationsHaveThreeDigitsThatMatter(long nanos, String text) {
        assertThat(display.duration(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2000000, 2 ms", "500000, 500 µs", "1500000, 1.5 ms", "20000000, 20 ms", "1000000000, 1 s"})
    void theTimeAxisHasRoundNumbers(long nanos, String text) {
        assertThat(display.tick(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0123|SECONDS|12.3 ms",
                "-0.5|SECONDS|-500 ms",
                "0|BYTES|0 B",
                "50331648|BYTES|48 MiB",
                "1500|BYTES_PER_SECOND|1.46 KiB/s",
                "0.034|RATIO|3.4 %",
                "0.25|PER_SECOND|0.25/s",
                "1234567|NUMBER|1,234,567",
                "0.00001234|NUMBER|0.0000123",
                "|NUMBER|–"
            })
    void aMetricsValueHasItsUnit(Double value, Unit unit, String text) {
        assertThat(display.measured(value, unit)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 0 %", "1, 0, 0 %", "1, 10000, < 0.1 %", "1, 1000, 0.1 %", "99, 1000, 9.9 %", "10, 100, 10 %"})
    void aShareThatIsThereIsNeverNone(long part, long whole, String text) {
        assertThat(display.share(part, whole)).isEqualTo(text);
    }

    @Test
    void theServicesOfTheLabHaveDifferentColours() {
        assertThat(List.of("front-service", "broker-service", "auth-service"))
                .extracting(display::colour)
                .doesNotHaveDuplicates();
    }

    @Test
    void anyNameHasAColourOfTheStylesheet() {
        for (int i = 0; i < 1000; i++) {
            assertThat(display.colour("service " + i)).matches("service-[0-7]");
        }
    }

    @Test
    void attributesOfAnyTypeAreText() {
        assertThat(display.value(List.of("a", 1L, true))).isEqualTo("a, 1, true");
        assertThat(display.value(Map.of("k", List.of("v")))).isEqualTo("k=v");
        assertThat(display.value(null)).isEqualTo("null");
    }
}
