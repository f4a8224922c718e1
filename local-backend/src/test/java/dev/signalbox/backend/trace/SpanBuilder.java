package dev.signalbox.backend.trace;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A span of which a test says only what it is about. */
public final class SpanBuilder {

    public static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final String spanId;
    private String traceId = TRACE;
    private String parent;
    private String service = "front-service";
    private String name;
    private String kind = "INTERNAL";
    private String status = "UNSET";
    private String profileId;
    private long start;
    private long duration = TimeUnit.MILLISECONDS.toNanos(10);
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private List<Span.Event> events = List.of();

    private SpanBuilder(String spanId) {
        this.spanId = spanId;
        this.name = "operation of " + spanId;
    }

    /** A span with this number as its id. */
    public static SpanBuilder span(int id) {
        return new SpanBuilder(id(id));
    }

    public static String id(int id) {
        return String.format("%016x", id);
    }

    public SpanBuilder of(String trace) {
        this.traceId = trace;
        return this;
    }

    public SpanBuilder below(int parentId) {
        this.parent = id(parentId);
        return this;
    }

    public SpanBuilder in(String inService) {
        this.service = inService;
        return this;
    }

    public SpanBuilder named(String newName) {
        this.name = newName;
        return this;
    }

    public SpanBuilder kind(String newKind) {
        this.kind = newKind;
        return this;
    }

    public SpanBuilder status(String newStatus) {
        this.status = newStatus;
        return this;
    }

    public SpanBuilder failed() {
        return status("ERROR");
    }

    public SpanBuilder profiledAs(String id) {
        this.profileId = id;
        return this;
    }

    /** Milliseconds, of the start since 1970 and of the length. */
    public SpanBuilder at(long startMillis, long durationMillis) {
        this.start = TimeUnit.MILLISECONDS.toNanos(startMillis);
        this.duration = TimeUnit.MILLISECONDS.toNanos(durationMillis);
        return this;
    }

    /** As {@link #at(long, long)}. */
    public SpanBuilder at(Instant from, long durationMillis) {
        return at(from.toEpochMilli(), durationMillis);
    }

    public SpanBuilder with(String attribute, Object value) {
        attributes.put(attribute, value);
        return this;
    }

    public SpanBuilder event(String eventName, Map<String, Object> eventAttributes) {
        events = List.of(new Span.Event(start, eventName, eventAttributes));
        return this;
    }

    public Span build() {
        return new Span(
                traceId,
                spanId,
                parent,
                service,
                service + "-1",
                name,
                kind,
                start,
                duration,
                status,
                null,
                profileId,
                "test",
                attributes,
                Map.of("service.name", service),
                events,
                List.of());
    }
}
