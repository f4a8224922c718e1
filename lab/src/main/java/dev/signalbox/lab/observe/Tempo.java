package dev.signalbox.lab.observe;

import static dev.signalbox.lab.observe.Server.encode;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Tempo by its HTTP API. */
public record Tempo(Server server) {

    /** It keeps no trace for longer. */
    private static final Duration RETENTION = Duration.ofHours(24);

    private static final int TRACE_ID_DIGITS = 32;

    /** The spans of a trace; none if it is not known, or not yet. */
    public List<Span> trace(String traceId) {
        return server.find("/api/v2/traces/" + traceId).stream()
                .flatMap(answer -> answer.path("trace").path("resourceSpans").valueStream())
                .flatMap(Tempo::spans)
                .toList();
    }

    private static Stream<Span> spans(JsonNode resourceSpans) {
        Map<String, String> resource = attributes(resourceSpans.path("resource"));
        return resourceSpans
                .path("scopeSpans")
                .valueStream()
                .flatMap(scope -> scope.path("spans").valueStream())
                .map(span -> span(resource, span));
    }

    private static Span span(Map<String, String> resource, JsonNode span) {
        Instant start = nanos(span.path("startTimeUnixNano"));
        return new Span(
                hex(span.path("traceId")),
                hex(span.path("spanId")),
                hex(span.path("parentSpanId")),
                resource,
                span.path("name").asString(),
                span.path("kind").asString("").replace("SPAN_KIND_", ""),
                start,
                Duration.between(start, nanos(span.path("endTimeUnixNano"))),
                attributes(span),
                span.path("events")
                        .valueStream()
                        .map(event -> new Span.Event(event.path("name").asString(), attributes(event)))
                        .toList());
    }

    private static Instant nanos(JsonNode text) {
        return Instant.EPOCH.plusNanos(Long.parseLong(text.asString()));
    }

    /** Ids are bytes in Protocol Buffers, and so Base64 in their JSON. */
    private static String hex(JsonNode id) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(id.asString("")));
    }

    private static Map<String, String> attributes(JsonNode owner) {
        return owner.path("attributes")
                .valueStream()
                .collect(Collectors.toUnmodifiableMap(
                        attribute -> attribute.path("key").asString(),
                        attribute -> text(attribute.path("value")),
                        (one, other) -> one));
    }

    /** {@code {"stringValue": "x"}} and its likes, one for each type. */
    private static String text(JsonNode value) {
        return value.valueStream()
                .findFirst()
                .map(it -> it.isString() ? it.asString() : it.toString())
                .orElse("");
    }

    /** The newest traces that a TraceQL query finds. */
    List<TraceSummary> search(String traceql, Instant since, int limit) {
        Instant now = Instant.now();
        Instant from = Stream.of(since, now.minus(RETENTION))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return server.get(
                        "/api/search?q=" + encode(traceql + " with (most_recent=true)") + "&limit=" + limit + "&start="
                                + from.getEpochSecond() + "&end="
                                + now.plusSeconds(1).getEpochSecond())
                .path("traces")
                .valueStream()
                .map(trace -> new TraceSummary(
                        padded(trace.path("traceID").asString()),
                        trace.path("rootServiceName").asString(""),
                        trace.path("rootTraceName").asString(""),
                        nanos(trace.path("startTimeUnixNano"))))
                .sorted(Comparator.comparing(TraceSummary::start, Comparator.reverseOrder()))
                .toList();
    }

    /** A search leaves the zeros at the beginning of an id out. */
    private static String padded(String traceId) {
        return "0".repeat(TRACE_ID_DIGITS - traceId.length()) + traceId;
    }
}
