package dev.signalbox.backend.log;

import dev.signalbox.backend.ingest.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON form of Loki's push API. */
final class LokiJson {

    /** How many times its size a push takes while it is decoded. */
    static final int WEIGHT = 10;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private LokiJson() {}

    static LogPush decode(byte[] body) {
        JsonNode streams;
        try {
            streams = MAPPER.readTree(body).path("streams");
        } catch (JacksonException e) {
            throw RefusedException.malformed("The body is not JSON: " + e.getOriginalMessage());
        }
        List<LogPush.Stream> decoded = new ArrayList<>();
        for (JsonNode stream : array(streams, "streams")) {
            Map<String, String> labels = strings(stream.path("stream"), "stream");
            List<LogPush.Entry> entries = new ArrayList<>();
            for (JsonNode value : array(stream.path("values"), "values")) {
                entries.add(entry(array(value, "values[]")));
            }
            decoded.add(new LogPush.Stream(labels, entries));
        }
        return new LogPush(decoded);
    }

    private static LogPush.Entry entry(JsonNode value) {
        if (value.size() < 2
                || value.size() > 3
                || !value.get(0).isString()
                || !value.get(1).isString()) {
            throw RefusedException.malformed("values[] must be [\"nanoseconds\", \"line\"] or with an object third");
        }
        return new LogPush.Entry(
                LokiTime.parse(value.get(0).stringValue()),
                value.get(1).stringValue(),
                value.size() < 3 ? Map.of() : strings(value.get(2), "values[][2]"));
    }

    private static JsonNode array(JsonNode node, String name) {
        if (!node.isArray()) {
            throw RefusedException.malformed(name + " must be an array");
        }
        return node;
    }

    private static Map<String, String> strings(JsonNode node, String name) {
        if (!node.isObject()) {
            throw RefusedException.malformed(name + " must be an object");
        }
        Map<String, String> strings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!property.getValue().isString()) {
                throw RefusedException.malformed(name + " must hold strings");
            }
            strings.put(property.getKey(), property.getValue().stringValue());
        }
        return strings;
    }
}
