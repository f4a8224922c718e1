package dev.signalbox.backend.log;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A log line.
 *
 * @param id counts up in the order of arrival
 * @param service label {@code service_name}
 * @param level TRACE, DEBUG, INFO, WARN, ERROR, or as it was sent; empty when unknown
 * @param traceId 32 lower-case hex digits
 * @param spanId 16 lower-case hex digits
 * @param attributes every other label and all structured metadata
 */
public record LogLine(
        long id,
        Instant time,
        String service,
        String level,
        String message,
        @Nullable String traceId,
        @Nullable String spanId,
        Map<String, String> attributes) {}
