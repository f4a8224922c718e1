package dev.signalbox.backend.explorer;

import dev.signalbox.backend.query.Times;
import dev.signalbox.backend.trace.TraceCluster;
import dev.signalbox.backend.trace.TraceClusters;
import java.time.Instant;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;

/**
 * Traces as dots: when they began to the right, how long they took upwards, on a logarithmic scale; so that what is
 * out of the ordinary is seen and can be picked.
 *
 * @param from earliest start
 * @param to latest start
 * @param traces how many the dots stand for
 * @param complete whether these are all that were asked for; otherwise they are the newest
 * @param dots in the order of time
 * @param lines of the scale
 */
public record DurationPlot(Instant from, Instant to, long traces, boolean complete, List<Dot> dots, List<Line> lines) {

    /** Into how many parts the time is divided. */
    static final int COLUMNS = 120;

    /**
     * One trace, or several that would lie on each other; leads to the longest of them.
     *
     * @param left of its middle, in percent of the width
     * @param top of its middle, in percent of the height
     * @param radius in pixels
     */
    public record Dot(TraceCluster cluster, double left, double top, double radius) {}

    /** A duration on the scale. */
    public record Line(double top, long nanos) {}

    /** Of one trace or more. */
    static DurationPlot of(TraceClusters found) {
        List<TraceCluster> clusters = found.clusters();
        LongSummaryStatistics starts = clusters.stream()
                .mapToLong(cluster -> Times.nanos(cluster.startTime()))
                .summaryStatistics();
        LongSummaryStatistics durations = clusters.stream()
                .mapToLong(cluster -> Math.max(1, cluster.durationNanos()))
                .summaryStatistics();
        double length = Math.max(1, starts.getMax() - starts.getMin());
        double lowest = Math.log10(durations.getMin());
        // A scale of less than a third of a decade would make much of little.
        double height = Math.max(0.3, Math.log10(durations.getMax()) - lowest);
        List<Dot> dots = clusters.stream()
                .map(cluster -> new Dot(
                        cluster,
                        round(100 * (Times.nanos(cluster.startTime()) - starts.getMin()) / length),
                        top(Math.max(1, cluster.durationNanos()), lowest, height),
                        round(2.5 + Math.log10(cluster.traces()))))
                .toList();
        // 1, 2 and 5 where one decade fills the height; otherwise only its beginnings.
        List<Integer> steps = height > 1.5 ? List.of(1) : List.of(1, 2, 5);
        List<Line> lines = IntStream.rangeClosed((int) Math.floor(lowest), (int) Math.ceil(lowest + height))
                .boxed()
                .flatMap(decade -> steps.stream().map(step -> Math.round(step * Math.pow(10, decade))))
                .filter(nanos -> Math.log10(nanos) >= lowest && Math.log10(nanos) <= lowest + height)
                .map(nanos -> new Line(top(nanos, lowest, height), nanos))
                .toList();
        return new DurationPlot(
                Times.instant(starts.getMin()),
                Times.instant(starts.getMax()),
                found.traces(),
                found.complete(),
                dots,
                lines);
    }

    private static double top(long nanos, double lowest, double height) {
        return round(100 - 100 * (Math.log10(nanos) - lowest) / height);
    }

    private static double round(double percent) {
        return Math.round(percent * 100) / 100.0;
    }
}
