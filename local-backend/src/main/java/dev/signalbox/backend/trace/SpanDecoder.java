package dev.signalbox.backend.trace;

import dev.signalbox.backend.otlp.OtlpValues;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes spans of an OTLP request. */
final class SpanDecoder {

    /** Clocks of different machines may differ by this much; what is later was sent by a broken one. */
    private static final long MOST_AHEAD = TimeUnit.DAYS.toNanos(1);

    private static final String PROFILE_ID = "pyroscope.profile.id";

    /**
     * What a request holds.
     *
     * @param rejected how many of its spans have no valid id or time
     */
    record Decoded(List<Span> spans, int rejected) {}

    private SpanDecoder() {}

    static Decoded decode(ExportTraceServiceRequest request) {
        long latest = TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli()) + MOST_AHEAD;
        List<Span> spans = new ArrayList<>();
        int rejected = 0;
        for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
            Map<String, Object> resource =
                    OtlpValues.map(resourceSpans.getResource().getAttributesList());
            for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
                String scope = emptyToNull(scopeSpans.getScope().getName());
                for (io.opentelemetry.proto.trace.v1.Span span : scopeSpans.getSpansList()) {
                    if (isValid(span, latest)) {
                        spans.add(span(span, scope, resource));
                    } else {
                        rejected++;
                    }
                }
            }
        }
        return new Decoded(spans, rejected);
    }

    private static boolean isValid(io.opentelemetry.proto.trace.v1.Span span, long latest) {
        return OtlpValues.isId(span.getTraceId(), 16)
                && OtlpValues.isId(span.getSpanId(), 8)
                && span.getStartTimeUnixNano() > 0
                && span.getStartTimeUnixNano() < latest
                && span.getEndTimeUnixNano() >= 0;
    }

    private static Span span(io.opentelemetry.proto.trace.v1.Span span, String scope, Map<String, Object> resource) {
        Map<String, Object> attributes = OtlpValues.map(span.getAttributesList());
        String service = OtlpValues.text(resource, "service.name");
        return new Span(
                OtlpValues.hex(span.getTraceId()),
                OtlpValues.hex(span.getSpanId()),
                OtlpValues.isId(span.getParentSpanId(), 8) ? OtlpValues.hex(span.getParentSpanId()) : null,
                service == null ? "unknown_service" : service,
                OtlpValues.text(resource, "service.instance.id"),
                span.getName(),
                enumName(span.getKind().name(), "SPAN_KIND_", "UNSPECIFIED"),
                span.getStartTimeUnixNano(),
                Math.max(0, span.getEndTimeUnixNano() - span.getStartTimeUnixNano()),
                enumName(span.getStatus().getCode().name(), "STATUS_CODE_", "UNSET"),
                emptyToNull(span.getStatus().getMessage()),
                OtlpValues.text(attributes, PROFILE_ID),
                scope,
                attributes,
                resource,
                span.getEventsList().stream()
                        .map(event -> new Span.Event(
                                event.getTimeUnixNano(), event.getName(), OtlpValues.map(event.getAttributesList())))
                        .toList(),
                span.getLinksList().stream()
                        .map(link -> new Span.Link(
                                OtlpValues.hex(link.getTraceId()),
                                OtlpValues.hex(link.getSpanId()),
                                OtlpValues.map(link.getAttributesList())))
                        .toList());
    }

    private static String enumName(String name, String prefix, String otherwise) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : otherwise;
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
