package dev.signalbox.backend.promql;

import java.util.List;
import java.util.Locale;

/** What can be shown of a metric without writing PromQL. */
public enum Show {
    QUANTILES("p50, p95, p99"),
    P50("p50, the median"),
    P95("p95"),
    P99("p99"),
    MEAN("mean"),
    RATE("rate per second"),
    SUM("sum"),
    AVERAGE("average"),
    MAXIMUM("maximum"),
    MINIMUM("minimum"),
    EACH("each series by itself");

    private final String words;

    Show(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** In addresses. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What makes sense for a type, the most usual first. */
    public static List<Show> of(Metric.Type type) {
        return switch (type) {
            case HISTOGRAM -> List.of(QUANTILES, P50, P95, P99, MEAN, RATE);
            case SUMMARY -> List.of(MEAN, RATE);
            case COUNTER -> List.of(RATE, SUM, EACH);
            case GAUGE, UNKNOWN -> List.of(EACH, SUM, AVERAGE, MAXIMUM, MINIMUM);
        };
    }

    /** Reads {@link #label}. */
    public static Show parse(String text) {
        for (Show show : values()) {
            if (show.label().equals(text)) {
                return show;
            }
        }
        throw new IllegalArgumentException("there is no way to show a metric called " + text);
    }
}
