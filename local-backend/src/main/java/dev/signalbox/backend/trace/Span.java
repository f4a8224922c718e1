package dev.signalbox.backend.trace;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span. Values of attributes are strings, booleans, longs, doubles, lists or maps of these.
 *
 * @param traceId 32 lower-case hex digits
 * @param spanId 16 lower-case hex digits
 * @param parentSpanId null for the root of a trace
 * @param service resource attribute {@code service.name}
 * @param instance resource attribute {@code service.instance.id}
 * @param kind INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER or UNSPECIFIED
 * @param status UNSET, OK or ERROR
 * @param profileId attribute {@code pyroscope.profile.id}: the profiler's samples of this span carry it too
 * @param scope name of the instrumentation
 */
public record Span(
        String traceId,
        String spanId,
        @Nullable String parentSpanId,
        String service,
        @Nullable String instance,
        String name,
        String kind,
        long startTimeUnixNano,
        long durationNano,
        String status,
        @Nullable String statusMessage,
        @Nullable String profileId,
        @Nullable String scope,
        Map<String, Object> attributes,
        Map<String, Object> resource,
        List<Event> events,
        List<Link> links) {

    /** Something that happened at a moment within a span. */
    public record Event(long timeUnixNano, String name, Map<String, Object> attributes) {}

    /** Another span that this one has to do with. */
    public record Link(String traceId, String spanId, Map<String, Object> attributes) {}

    public long endTimeUnixNano() {
        return startTimeUnixNano + durationNano;
    }
}
