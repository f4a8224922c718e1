package dev.signalbox.lab.observe;

import static dev.signalbox.lab.observe.Server.encode;
import static dev.signalbox.lab.observe.Server.texts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Loki by its HTTP API. */
public record Loki(Server server) {

    private static final int LIMIT = 500;

    /** What a log line has in fields of its own. */
    private static final Set<String> FIELDS = Set.of("service_name", "level", "trace_id", "span_id");

    /** The lines that a LogQL query selects, the newest 500 of them. */
    public List<LogLine> lines(String logql, Instant from, Instant to) {
        return server.get("/loki/api/v1/query_range?direction=backward&limit=" + LIMIT + "&query=" + encode(logql)
                        + "&start=" + nanos(from) + "&end=" + nanos(to))
                .path("data")
                .path("result")
                .valueStream()
                .flatMap(stream -> stream.path("values").valueStream().map(value -> line(stream, value)))
                .toList();
    }

    /** Structured metadata stands among the labels. */
    private static LogLine line(JsonNode stream, JsonNode value) {
        Map<String, String> labels = texts(stream.path("stream"));
        Map<String, String> attributes = new HashMap<>(labels);
        attributes.keySet().removeAll(FIELDS);
        return new LogLine(
                labels.getOrDefault("service_name", ""),
                labels.getOrDefault("level", ""),
                value.path(1).asString(),
                labels.getOrDefault("trace_id", ""),
                labels.getOrDefault("span_id", ""),
                Map.copyOf(attributes));
    }

    private static long nanos(Instant moment) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, moment);
    }
}
