package dev.signalbox.backend.log;

import dev.signalbox.backend.query.Cursor;
import dev.signalbox.backend.query.Page;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to look for; what is null is not asked for.
 *
 * @param level exact, in any case
 * @param text part of the message, in any case
 * @param attributes other labels and metadata, compared as text
 * @param from inclusive
 * @param to exclusive
 * @param limit 1 to 1000
 */
public record LogQuery(
        @Nullable String traceId,
        @Nullable String spanId,
        @Nullable String service,
        @Nullable String level,
        @Nullable String text,
        Map<String, String> attributes,
        @Nullable Instant from,
        @Nullable Instant to,
        int limit,
        @Nullable Cursor before) {

    public LogQuery {
        Page.checkLimit(limit);
    }

    /** The newest lines of a trace. */
    public static LogQuery ofTrace(String traceId, int limit) {
        return new LogQuery(traceId, null, null, null, null, Map.of(), null, null, limit, null);
    }
}
