package dev.signalbox.backend.ingest;

import java.util.Locale;

/** The kinds of telemetry, and what one item of each is. */
public enum Signal {
    /** Spans. */
    TRACES("span"),
    /** Data points. */
    METRICS("data point"),
    /** Log lines. */
    LOGS("line"),
    /** Profile samples. */
    PROFILES("sample");

    private final String noun;

    Signal(String noun) {
        this.noun = noun;
    }

    /** What one item is called. */
    public String noun() {
        return noun;
    }

    /** The name in JSON and in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
