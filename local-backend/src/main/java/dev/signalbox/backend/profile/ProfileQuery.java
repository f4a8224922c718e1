package dev.signalbox.backend.profile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which samples to add up; what is null is not asked for.
 *
 * @param traceId samples of every profiled span of this trace
 * @param spanId samples of this span, which must be one that the profiler marks (the first of a trace in each service)
 * @param operation name of the span as the profiler knew it
 * @param from inclusive
 * @param to exclusive
 */
public record ProfileQuery(
        @Nullable String service,
        @Nullable String traceId,
        @Nullable String spanId,
        @Nullable String operation,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** The whole trace. */
    public static ProfileQuery ofTrace(String traceId) {
        return new ProfileQuery(null, traceId, null, null, null, null);
    }

    /** One span of a trace. */
    public static ProfileQuery ofSpan(String traceId, String spanId) {
        return new ProfileQuery(null, traceId, spanId, null, null, null);
    }
}
