package dev.signalbox.lab.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One start of one service.
 *
 * @param seconds from the start of its process until its readiness answers, to a fifth of a second
 * @param cpuSeconds processor time that it took until then, user and system
 * @param memoryMebibytes resident memory then
 */
record StartUp(double seconds, double cpuSeconds, double memoryMebibytes) {

    /** The medians of each way to start, as a table. */
    static String markdown(Map<String, List<StartUp>> measured) {
        StringBuilder table = new StringBuilder("""
                | start of broker-service | seconds (min to max) | CPU seconds | memory MiB |
                |---|---|---|---|
                """);
        measured.forEach((way, rounds) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %.1f (%.1f to %.1f) | %.1f | %.0f |%n",
                way,
                Median.of(rounds, StartUp::seconds),
                rounds.stream().mapToDouble(StartUp::seconds).min().orElseThrow(),
                rounds.stream().mapToDouble(StartUp::seconds).max().orElseThrow(),
                Median.of(rounds, StartUp::cpuSeconds),
                Median.of(rounds, StartUp::memoryMebibytes))));
        return table.toString();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f s, %.1f s of CPU, %.0f MiB", seconds, cpuSeconds, memoryMebibytes);
    }
}
