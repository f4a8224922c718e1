package dev.signalbox.lab.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.service.Telemetry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void comparesEachRoundWithTheBaselineOfThatRoundAndTellsTheMedian() {
        Map<Telemetry, List<Measurement>> measured = new EnumMap<>(Telemetry.class);
        // The machine is half as fast in the second round: the ratio is the same.
        measured.put(Telemetry.ALL, List.of(cpu(6), cpu(12), cpu(9)));
        measured.put(Telemetry.NONE, List.of(cpu(4), cpu(8), cpu(3)));

        assertThat(new Report(measured, Telemetry.NONE).markdown())
                .contains("| ALL | 9.00 | 1.50 (1.50 to 3.00) |")
                .contains("| NONE | 4.00 | 1.00 (1.00 to 1.00) |");
    }

    private static Measurement cpu(double millisPerOrder) {
        return new Measurement(millisPerOrder, 20, 100, 500);
    }
}
