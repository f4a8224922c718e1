package dev.signalbox.lab.observe;

import java.util.Map;

/**
 * One measurement that a histogram points at.
 *
 * @param series the labels of its series
 * @param labels its own
 */
public record Exemplar(Map<String, String> series, Map<String, String> labels) {

    /** The trace in which it was measured; empty if it names none. */
    public String traceId() {
        return labels.getOrDefault("trace_id", "");
    }
}
