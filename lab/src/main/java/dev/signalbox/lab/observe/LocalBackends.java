package dev.signalbox.lab.observe;

import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.http.Http;
import dev.signalbox.lab.http.Http.Answer;
import dev.signalbox.lab.observe.Alert.State;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The servers of {@code signalbox up}. */
public final class LocalBackends implements Backends {

    /** The explorer's largest page. */
    private static final int PAGE = 500;

    private final Ports ports;

    /** One that hangs must not hold up the look at the others. */
    private final Http impatient = new Http(Duration.ofSeconds(2));

    /** For what has to be looked for. */
    private final Http patient = new Http(Duration.ofSeconds(10));

    public LocalBackends(Ports ports) {
        this.ports = ports;
    }

    @Override
    public Map<String, Set<Alert>> alertsOfPrometheus() {
        return askEach(
                Map.of("prometheus-1", Ports.PROMETHEUS_1, "prometheus-2", Ports.PROMETHEUS_2),
                "/api/v1/alerts",
                answer -> alerts(answer.path("data").path("alerts"), alert -> alert.path("state")));
    }

    @Override
    public Map<String, Set<Alert>> alertsOfAlertmanager() {
        return askEach(
                Map.of("alertmanager-1", Ports.ALERTMANAGER_1, "alertmanager-2", Ports.ALERTMANAGER_2),
                "/api/v2/alerts",
                answer -> alerts(answer, alert -> alert.path("status").path("state")));
    }

    @Override
    public List<NotificationCount> notifications(String alertname, String service, Instant since) {
        JsonNode counts = ask(
                impatient,
                ports.http(Ports.PAGER)
                        .resolve("/api/notifications/count?alertname=" + encode(alertname) + "&service="
                                + encode(service) + "&since=" + encode(since.toString())));
        return counts.valueStream()
                .map(count -> new NotificationCount(
                        count.path("channel").asString(),
                        count.path("firing").asInt(),
                        count.path("resolved").asInt()))
                .toList();
    }

    @Override
    public List<Span> trace(String traceId) {
        URI address = ports.http(Ports.EXPLORER).resolve("/api/traces/" + traceId);
        Answer answer = get(patient, address);
        // Not known, or not yet.
        if (answer.status() == 404) {
            return List.of();
        }
        return json(address, answer)
                .path("spans")
                .valueStream()
                .map(LocalBackends::span)
                .toList();
    }

    private static Span span(JsonNode span) {
        return new Span(
                span.path("traceId").asString(),
                span.path("spanId").asString(),
                span.path("parentSpanId").asString(""),
                span.path("service").asString(),
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
        return explorer("/api/traces?limit=" + PAGE + "&from=" + since.toEpochMilli() + wanted);
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
        return explorer("/api/logs?limit=" + PAGE + wanted)
                .path("items")
                .valueStream()
                .map(line -> new LogLine(
                        line.path("service").asString(),
                        line.path("level").asString(),
                        line.path("message").asString(),
                        line.path("traceId").asString(""),
                        line.path("spanId").asString(""),
                        texts(line.path("attributes"))))
                .toList();
    }

    @Override
    public Samples samplesOf(Span span) {
        JsonNode root = explorer("/api/profiles?traceId=" + span.traceId() + "&spanId=" + span.id())
                .path("root");
        return new Samples(Duration.ofNanos(root.path("total").asLong()), Set.copyOf(root.findValuesAsString("name")));
    }

    @Override
    public List<Sample> query(String promql) {
        return prometheus("/api/v1/query?query=" + encode(promql))
                .path("result")
                .valueStream()
                .map(sample -> new Sample(
                        texts(sample.path("metric")),
                        Double.parseDouble(sample.path("value").path(1).asString())))
                .toList();
    }

    @Override
    public List<Exemplar> exemplarsOf(String promql, Instant since) {
        return prometheus("/api/v1/query_exemplars?query=" + encode(promql) + "&start=" + since.getEpochSecond()
                        + "&end=" + Instant.now().plusSeconds(1).getEpochSecond())
                .valueStream()
                .flatMap(series -> series.path("exemplars")
                        .valueStream()
                        .map(exemplar -> new Exemplar(
                                texts(series.path("seriesLabels")),
                                exemplar.path("labels").path("trace_id").asString(""))))
                .toList();
    }

    @Override
    public List<Rule> rules() {
        return prometheus("/api/v1/rules")
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .map(rule -> new Rule(
                        rule.path("name").asString(),
                        rule.path("type").asString().equals("alerting"),
                        rule.path("query").asString(),
                        texts(rule.path("annotations"))))
                .toList();
    }

    @Override
    public Set<Call> serviceMap(Instant since) {
        return explorer("/api/calls?from=" + since.toEpochMilli())
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
        return get(patient, URI.create(address)).status() == 200;
    }

    private JsonNode explorer(String path) {
        return ask(patient, ports.http(Ports.EXPLORER).resolve(path));
    }

    /** Both know the same; one that is gone is made up for by the other. */
    private JsonNode prometheus(String path) {
        try {
            return ask(patient, ports.http(Ports.PROMETHEUS_1).resolve(path)).path("data");
        } catch (NoAnswerException e) {
            return ask(patient, ports.http(Ports.PROMETHEUS_2).resolve(path)).path("data");
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        return object.propertyStream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        property -> property.getValue().isString()
                                ? property.getValue().asString()
                                : property.getValue().toString()));
    }

    private Map<String, Set<Alert>> askEach(
            Map<String, Integer> servers, String path, Function<JsonNode, Set<Alert>> reader) {
        Map<String, Set<Alert>> answers = new LinkedHashMap<>();
        servers.forEach((name, port) -> {
            try {
                answers.put(name, reader.apply(ask(impatient, ports.http(port).resolve(path))));
            } catch (NoAnswerException e) {
                // Missing, as the caller is told.
            }
        });
        return answers;
    }

    private static JsonNode ask(Http http, URI address) {
        return json(address, get(http, address));
    }

    private static JsonNode json(URI address, Answer answer) {
        if (answer.status() != 200) {
            throw new NoAnswerException(address + " answered " + answer.status(), null);
        }
        try {
            return answer.json();
        } catch (JacksonException e) {
            throw new NoAnswerException(address + " answered what is not JSON", e);
        }
    }

    private static Answer get(Http http, URI address) {
        try {
            return http.get(address.toString());
        } catch (IOException e) {
            throw new NoAnswerException(address + " did not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("Interrupted while asking " + address, e);
        }
    }

    private static Set<Alert> alerts(JsonNode alerts, Function<JsonNode, JsonNode> state) {
        return alerts.valueStream()
                .map(alert -> new Alert(
                        alert.path("labels").path("alertname").asString(""),
                        alert.path("labels").path("service_name").asString(""),
                        state(state.apply(alert).asString(""))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static State state(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "pending" -> State.PENDING;
            case "suppressed" -> State.SUPPRESSED;
            // Prometheus says firing; Alertmanager says active, or for a moment unprocessed.
            default -> State.FIRING;
        };
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
