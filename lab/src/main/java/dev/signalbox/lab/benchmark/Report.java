package dev.signalbox.lab.benchmark;

import dev.signalbox.lab.service.Telemetry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The medians as a table.
 *
 * @param measured the rounds of each candidate, in the order in which they were measured
 * @param baseline what the ratios are to
 */
record Report(Map<Telemetry, List<Measurement>> measured, Telemetry baseline) {

    String markdown() {
        StringBuilder table = new StringBuilder("""
                | telemetry | CPU ms per order | ratio (min to max of the rounds) | p99 ms at the steady rate | most orders/s | memory MiB |
                |---|---|---|---|---|---|
                """);
        measured.forEach((telemetry, rounds) -> {
            double[] ratios = ratios(rounds);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f (%.2f to %.2f) | %.0f | %.0f | %.0f |%n",
                    telemetry,
                    Median.of(rounds, Measurement::cpuMillisPerOrder),
                    Median.of(DoubleStream.of(ratios)),
                    ratios[0],
                    ratios[ratios.length - 1],
                    Median.of(rounds, Measurement::p99Millis),
                    Median.of(rounds, Measurement::ordersPerSecond),
                    Median.of(rounds, Measurement::memoryMebibytes)));
        });
        return table.toString();
    }

    /** CPU against the baseline of the same round, so that a machine that changes its speed does little harm; sorted. */
    private double[] ratios(List<Measurement> rounds) {
        List<Measurement> base = measured.get(baseline);
        return IntStream.range(0, rounds.size())
                .mapToDouble(round ->
                        rounds.get(round).cpuMillisPerOrder() / base.get(round).cpuMillisPerOrder())
                .sorted()
                .toArray();
    }
}
