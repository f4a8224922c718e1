package dev.signalbox.backend.ingest;

import java.util.Locale;

/** The kinds of telemetry, and what one item of each is. */
public enum Signal {
    /** Spans. */
    TRACES,
    /** Data points. */
    METRICS,
    /** Log lines. */
    LOGS,
    /** Profile samples. */
    PROFILES;

    /** The name in JSON and in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
