package dev.signalbox.lab.observe;

import static dev.signalbox.lab.observe.Server.encode;
import static dev.signalbox.lab.observe.Server.texts;

import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.http.Http;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The servers of {@code signalbox up}. */
public final class LocalBackends extends PairedBackends {

    /** The explorer's largest page. */
    private static final int PAGE = 500;

    private final Ports ports;

    /** One that hangs must not hold up the look at the others. */
    private final Http impatient = new Http(Duration.ofSeconds(2));

    /** For what has to be looked for. */
    private final Http patient = new Http(Duration.ofSeconds(10));

    private final Server explorer;

    public LocalBackends(Ports ports) {
        this.ports = ports;
        this.explorer = server(Ports.EXPLORER, patient);
    }

    private Server server(int wellKnownPort, Http http) {
        return new Server(ports.http(wellKnownPort).toString(), http);
    }

    @Override
    Prometheus prometheus(Pair.Half half) {
        return new Prometheus(server(half.wellKnownPort(), impatient));
    }

    @Override
    Alertmanager alertmanager(Pair.Half half) {
        return new Alertmanager(server(half.wellKnownPort(), impatient));
    }

    @Override
    public Map<String, Set<Alert>> alertsOfGrafana() {
        return Map.of();
    }

    @Override
    Pager pager() {
        return new Pager(server(Ports.PAGER, impatient));
    }

    /** One that is gone is made up for by the other. */
    @Override
    <T> T ask(Function<Prometheus, T> question) {
        try {
            return question.apply(new Prometheus(server(Ports.PROMETHEUS_1, patient)));
        } catch (NoAnswerException e) {
            return question.apply(new Prometheus(server(Ports.PROMETHEUS_2, patient)));
        }
    }

    @Override
    public List<Span> trace(String traceId) {
        // Not known, or not yet, is no span at all.
        return explorer.find("/api/traces/" + traceId).stream()
                .flatMap(trace -> trace.path("spans").valueStream())
                .map(LocalBackends::span)
                .toList();
    }

    private static Span span(JsonNode span) {
        return new Span(
                span.path("traceId").asString(),
                span.path("spanId").asString(),
                span.path("parentSpanId").asString(""),
                texts(span.path("resource")),
                span.path("name").asString(),
                span.path("kind").asString(),
                Instant.EPOCH.plusNanos(span.path("startTimeUnixNano").asLong()),
                Duration.ofNanos(span.path("durationNano").asLong()),
                texts(span.path("attributes")),
                span.path("events")
                        .valueStream()
                        .map(event -> new Span.Event(event.path("name").asString(), texts(event.path("attributes"))))
                        .toList());
    }

    @Override
    public List<TraceSummary> tracesWith(String spanName, Instant since) {
        return summaries(page(since, "&operation=" + encode(spanName)));
    }

    @Override
    public List<TraceSummary> tracesWith(String attribute, String value, Instant since) {
        return summaries(page(since, "&attribute=" + encode(attribute + "=" + value)));
    }

    @Override
    public List<TraceSummary> traces(Instant since) {
        List<TraceSummary> traces = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = page(since, next.isEmpty() ? "" : "&before=" + encode(next));
            traces.addAll(summaries(page));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return traces;
    }

    private JsonNode page(Instant since, String wanted) {
        return explorer.get("/api/traces?limit=" + PAGE + "&from=" + since.toEpochMilli() + wanted);
    }

    private static List<TraceSummary> summaries(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(trace -> new TraceSummary(
                        trace.path("traceId").asString(),
                        trace.path("rootService").asString(),
                        trace.path("rootOperation").asString(),
                        Instant.parse(trace.path("startTime").asString())))
                .toList();
    }

    @Override
    public List<LogLine> logsOfTrace(String traceId) {
        return logs("&traceId=" + traceId);
    }

    @Override
    public List<LogLine> logsOf(String service, String text, Instant since) {
        return logs("&service=" + service + "&from=" + since.toEpochMilli() + "&text=" + encode(text));
    }

    private List<LogLine> logs(String wanted) {
        return explorer.get("/api/logs?limit=" + PAGE + wanted)
                .path("items")
                .valueStream()
                .map(line -> new LogLine(
                        line.path("service").asString(),
                        line.path("level").asString(),
                        line.path("message").asString(),
                        line.path("traceId").asString(""),
                        line.path("spanId").asString(""),
                        labels(texts(line.path("attributes")))))
                .toList();
    }

    private static Map<String, String> labels(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        attribute -> LogLine.label(attribute.getKey()), Map.Entry::getValue));
    }

    @Override
    public Samples samplesOf(Span span) {
        JsonNode root = explorer.get("/api/profiles?traceId=" + span.traceId() + "&spanId=" + span.id())
                .path("root");
        return new Samples(Duration.ofNanos(root.path("total").asLong()), Set.copyOf(root.findValuesAsString("name")));
    }

    @Override
    public Set<Call> serviceMap(Instant since) {
        return explorer.get("/api/calls?from=" + since.toEpochMilli())
                .valueStream()
                .filter(call -> call.path("kind").asString().equals("SERVICE"))
                .map(call ->
                        new Call(call.path("from").asString(""), call.path("to").asString()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String dashboards() {
        return ports.link(Ports.EXPLORER);
    }

    @Override
    public boolean hasPage(String address) {
        return new Server("", patient).hasPage(address);
    }
}
