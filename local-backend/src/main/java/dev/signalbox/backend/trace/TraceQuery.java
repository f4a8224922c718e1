package dev.signalbox.backend.trace;

import dev.signalbox.backend.query.Cursor;
import dev.signalbox.backend.query.Page;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to look for. Service, operation, status ERROR and attributes must all be met by one and the same span of the
 * trace; status OK means that no span of the trace is in error. What is null is not asked for.
 *
 * @param attributes of the span or its resource, compared as text
 * @param minDurationMs of the whole trace
 * @param from earliest start of the trace, inclusive
 * @param to latest start of the trace, exclusive
 * @param limit 1 to 1000
 */
public record TraceQuery(
        @Nullable String service,
        @Nullable String operation,
        @Nullable Status status,
        @Nullable Double minDurationMs,
        @Nullable Double maxDurationMs,
        Map<String, String> attributes,
        @Nullable Instant from,
        @Nullable Instant to,
        int limit,
        @Nullable Cursor before) {

    /** Whether something went wrong in a trace. */
    public enum Status {
        OK,
        ERROR;

        /** Reads how addresses have it: {@code ok} or {@code error}, in any case; null when it is not said. */
        public static @Nullable Status parse(@Nullable String text) {
            if (text == null || text.isBlank()) {
                return null;
            }
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "ok" -> OK;
                case "error" -> ERROR;
                default -> throw new IllegalArgumentException("the status is ok or error");
            };
        }
    }

    public TraceQuery {
        Page.checkLimit(limit);
    }

    /** The same of traces that begin at this time or later. */
    TraceQuery since(Instant earliest) {
        return new TraceQuery(
                service, operation, status, minDurationMs, maxDurationMs, attributes, earliest, to, limit, before);
    }

    /** The same from the newest on. */
    TraceQuery firstPage() {
        return new TraceQuery(
                service, operation, status, minDurationMs, maxDurationMs, attributes, from, to, limit, null);
    }

    /** Everything, newest first. */
    public static TraceQuery latest(int limit) {
        return new TraceQuery(null, null, null, null, null, Map.of(), null, null, limit, null);
    }
}
