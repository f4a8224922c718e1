package dev.signalbox.lab.observe;

import java.util.Map;

/**
 * A log line, whichever server keeps it.
 *
 * @param traceId empty if it was written outside of a trace
 * @param spanId empty if it was written outside of a span
 * @param attributes structured metadata and labels, but for {@code service_name}, {@code level} and the ids
 */
public record LogLine(
        String service, String level, String message, String traceId, String spanId, Map<String, String> attributes) {}
