package dev.signalbox.backend.promql;

import java.util.List;
import java.util.Map;

/**
 * A line of a chart.
 *
 * @param labels what tells it from others, with the metric's name as {@code __name__} where it has one
 * @param points by time
 */
public record Series(Map<String, String> labels, List<Point> points) {

    /**
     * A value at a time.
     *
     * @param epochMillis when
     * @param value also not a number, or infinite, as Prometheus says it
     */
    public record Point(long epochMillis, double value) {}
}
