package dev.signalbox.backend.explorer;

import dev.signalbox.backend.trace.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A span of which a test says only what it is about. */
final class SpanBuilder {

    static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

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
    static SpanBuilder span(int id) {
        return new SpanBuilder(id(id));
    }

    static String id(int id) {
        return String.format("%016x", id);
    }

    SpanBuilder of(String trace) {
        this.traceId = trace;
        return this;
    }

    SpanBuilder below(int parentId) {
        this.parent = id(parentId);
        return this;
    }

    SpanBuilder in(String inService) {
        this.service = inService;
        return this;
    }

    SpanBuilder named(String newName) {
        this.name = newName;
        return this;
    }

    SpanBuilder kind(String newKind) {
        this.kind = newKind;
        return this;
    }

    SpanBuilder failed() {
        this.status = "ERROR";
        return this;
    }

    SpanBuilder profiledAs(String id) {
        this.profileId = id;
        return this;
    }

    /** Milliseconds, of the start since 1970 and of the length. */
    SpanBuilder at(long startMillis, long durationMillis) {
        this.start = TimeUnit.MILLISECONDS.toNanos(startMillis);
        this.duration = TimeUnit.MILLISECONDS.toNanos(durationMillis);
        return this;
    }

    SpanBuilder with(String attribute, Object value) {
        attributes.put(attribute, value);
        return this;
    }

    SpanBuilder event(String eventName, Map<String, Object> eventAttributes) {
        events = List.of(new Span.Event(start, eventName, eventAttributes));
        return this;
    }

    Span build() {
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
