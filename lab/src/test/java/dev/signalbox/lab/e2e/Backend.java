package dev.signalbox.lab.e2e;

import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.process.Health;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Asks local-backend what arrived. */
final class Backend {

    private static final Pattern EXEMPLAR =
            Pattern.compile("^(\\w+)_bucket\\{([^}]*)} \\S+ # \\{[^}]*trace_id=\"([0-9a-f]{32})\"");
    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) ");

    private final Http http = new Http();
    private final Lab lab;

    Backend(Lab lab) {
        this.lab = lab;
    }

    /**
     * A span, with what the tests look at.
     *
     * @param parentId null for a root
     */
    record Span(String id, String parentId, String service, String name, String kind, String status, JsonNode json) {

        String attribute(String key) {
            return json.path("attributes").path(key).asString("");
        }

        boolean isSql() {
            return !attribute("db.system.name").isEmpty();
        }
    }

    /** The spans of a trace; empty if none arrived yet. */
    List<Span> trace(String traceId) throws IOException, InterruptedException {
        Http.Answer answer = http.get(lab.url(Ports.EXPLORER, "/api/traces/" + traceId));
        if (answer.status() != 200) {
            return List.of();
        }
        List<Span> spans = new ArrayList<>();
        for (JsonNode span : answer.json().path("spans")) {
            String parent = span.path("parentSpanId").asString("");
            spans.add(new Span(
                    span.path("spanId").asString(),
                    parent.isEmpty() ? null : parent,
                    span.path("service").asString(),
                    span.path("name").asString(),
                    span.path("kind").asString(),
                    span.path("status").asString(),
                    span));
        }
        return spans;
    }

    /** All traces since the lab was made, newest first. */
    List<JsonNode> traces() throws IOException, InterruptedException {
        List<JsonNode> traces = new ArrayList<>();
        String before = "";
        do {
            JsonNode page = http.get(lab.url(Ports.EXPLORER, "/api/traces?limit=500" + before))
                    .json();
            page.path("items").forEach(traces::add);
            String next = page.path("next").asString("");
            before = next.isEmpty() ? "" : "&before=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        } while (!before.isEmpty());
        return traces;
    }

    /** The services that wrote log lines with this trace id. */
    Set<String> servicesWithLogLines(String traceId) throws IOException, InterruptedException {
        Set<String> services = new TreeSet<>();
        http.get(lab.url(Ports.EXPLORER, "/api/logs?limit=500&traceId=" + traceId))
                .json()
                .path("items")
                .forEach(line -> services.add(line.path("service").asString()));
        return services;
    }

    /** The functions in the flame graph of a trace. */
    List<String> profile(String traceId) throws IOException, InterruptedException {
        return http.get(lab.url(Ports.EXPLORER, "/api/profiles?traceId=" + traceId))
                .json()
                .path("root")
                .findValuesAsString("name");
    }

    /** The messages of a service's log lines in which a text occurs, newest first. */
    List<String> messages(String service, String text, Instant since) throws IOException, InterruptedException {
        List<String> messages = new ArrayList<>();
        http.get(lab.url(
                        Ports.EXPLORER,
                        "/api/logs?limit=500&service=" + service + "&from=" + since.toEpochMilli() + "&text="
                                + URLEncoder.encode(text, StandardCharsets.UTF_8)))
                .json()
                .path("items")
                .forEach(line -> messages.add(line.path("message").asString()));
        return messages;
    }

    private Stream<String> metrics() throws IOException, InterruptedException {
        return http.getOpenMetrics(lab.url(Ports.METRICS, "/metrics")).body().lines();
    }

    /**
     * An exemplar on a histogram.
     *
     * @param metric its name without {@code _bucket}
     * @param labels as they are exposed
     */
    record Exemplar(String metric, String labels, String traceId) {}

    List<Exemplar> exemplars() throws IOException, InterruptedException {
        return metrics()
                .map(EXEMPLAR::matcher)
                .filter(Matcher::find)
                .map(found -> new Exemplar(found.group(1), found.group(2), found.group(3)))
                .toList();
    }

    Set<String> metricNames() throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        metrics().map(TYPE::matcher).filter(Matcher::find).forEach(found -> names.add(found.group(1)));
        return names;
    }

    /** Whether it answers. */
    boolean isThere() {
        try {
            return http.get(lab.url(Ports.EXPLORER, Health.READINESS)).status() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
