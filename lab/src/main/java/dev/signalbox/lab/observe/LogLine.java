package dev.signalbox.lab.observe;

import java.util.HashMap;
import java.util.Map;

/**
 * A log line, whichever server keeps it.
 *
 * @param traceId empty if it was written outside of a trace
 * @param spanId empty if it was written outside of a span
 * @param attributes structured metadata and labels by the names that Loki gives them ({@link #label}), but for
 *     {@code service_name}, {@code level} and the ids
 */
public record LogLine(
        String service, String level, String message, String traceId, String spanId, Map<String, String> attributes) {

    /** What Loki makes of an attribute's name: {@code order.id} becomes {@code order_id}. */
    public static String label(String attribute) {
        return attribute.replaceAll("[^a-zA-Z0-9_]", "_");
    }

    /** All that is known of it besides its message, by the names that Loki has for it. */
    public Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>(attributes);
        labels.put("service_name", service);
        labels.put("level", level);
        labels.put("trace_id", traceId);
        labels.put("span_id", spanId);
        labels.values().removeIf(String::isEmpty);
        return labels;
    }
}
