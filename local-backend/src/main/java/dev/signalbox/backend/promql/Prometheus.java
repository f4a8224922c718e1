package dev.signalbox.backend.promql;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus, asked by its HTTP API. All methods throw {@link NoAnswerException} when it does not answer. */
public final class Prometheus {

    /** More than any chart can show: 40 thousand points take about 1 MB. */
    private static final int LARGEST_ANSWER = 16 << 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final URI url;
    private final RestClient http;

    Prometheus(String name, URI url, RestClient http) {
        this.name = name;
        this.url = url;
        this.http = http;
    }

    /** Such as prometheus-1. */
    public String name() {
        return name;
    }

    /** The page of this Prometheus on which an expression is evaluated. */
    public String page(String promql) {
        return UriComponentsBuilder.fromUri(url.resolve("/graph"))
                .queryParam("g0.expr", "{promql}")
                .queryParam("g0.tab", 0)
                .encode()
                .buildAndExpand(promql)
                .toUriString();
    }

    /** All metrics of which there are series now, by name. */
    public List<Metric> metrics() {
        Set<String> names = new TreeSet<>(texts(get("/api/v1/label/__name__/values")));
        List<Metric> metrics = new ArrayList<>();
        Set<String> told = new TreeSet<>();
        get("/api/v1/metadata").properties().forEach(family -> {
            JsonNode first = family.getValue().path(0);
            Metric.Type type = Metric.Type.of(first.path("type").asString(""));
            // OpenMetrics tells of a family without the end that the name of its only series has.
            String name = Stream.of("_total", "_info")
                    .map(family.getKey()::concat)
                    .filter(names::contains)
                    .findFirst()
                    .orElse(family.getKey());
            Metric metric = new Metric(name, type, first.path("help").asString(""));
            List<String> series =
                    seriesOf(metric).stream().filter(names::contains).toList();
            if (!series.isEmpty()) {
                metrics.add(metric);
                told.addAll(series);
            }
        });
        names.stream()
                .filter(series -> !told.contains(series))
                .forEach(series -> metrics.add(new Metric(series, Metric.Type.UNKNOWN, "")));
        return metrics.stream()
                .filter(metric -> metric.name().matches("[a-zA-Z_:][\\w:]*"))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    /** The labels that the series of a metric have, by name. */
    public List<String> labels(Metric metric) {
        return texts(post("/api/v1/labels", Map.of("match[]", metric.series()))).stream()
                .filter(label -> !label.equals("__name__") && !label.equals("le"))
                .sorted()
                .toList();
    }

    /**
     * The values of an expression over time.
     *
     * @throws RefusedQueryException if the expression is not PromQL, or cannot be evaluated
     */
    public List<Series> range(String promql, Instant from, Instant to, Duration step) {
        JsonNode result = post(
                        "/api/v1/query_range",
                        Map.of("query", promql, "start", from, "end", to, "step", step.toSeconds()))
                .path("result");
        return result.valueStream()
                .map(series -> new Series(
                        labels(series.path("metric")),
                        series.path("values")
                                .valueStream()
                                .map(Prometheus::point)
                                .toList()))
                .toList();
    }

    /**
     * The exemplars of all series that an expression reads.
     *
     * @throws RefusedQueryException if the expression is not PromQL
     */
    public List<Exemplar> exemplars(String promql, Instant from, Instant to) {
        List<Exemplar> exemplars = new ArrayList<>();
        post("/api/v1/query_exemplars", Map.of("query", promql, "start", from, "end", to))
                .forEach(series -> {
                    Map<String, String> labels = labels(series.path("seriesLabels"));
                    series.path("exemplars").forEach(exemplar -> {
                        String trace = exemplar.path("labels").path("trace_id").asString("");
                        if (trace.matches("[0-9a-f]{32}")) {
                            exemplars.add(new Exemplar(
                                    Instant.ofEpochMilli(millis(exemplar.path("timestamp"))),
                                    number(exemplar.path("value")),
                                    trace,
                                    labels.getOrDefault("service_name", ""),
                                    operation(labels)));
                        }
                    });
                });
        return exemplars;
    }

    private static String operation(Map<String, String> labels) {
        String request = labels.getOrDefault("http_request_method", "") + " " + labels.getOrDefault("http_route", "");
        return request.isBlank() ? labels.getOrDefault("db_query_summary", "") : request.strip();
    }

    private static List<String> seriesOf(Metric metric) {
        String name = metric.name();
        return switch (metric.type()) {
            case HISTOGRAM -> List.of(name + "_bucket", name + "_sum", name + "_count");
            case SUMMARY -> List.of(name, name + "_sum", name + "_count");
            default -> List.of(name);
        };
    }

    private JsonNode get(String path) {
        return ask(http.get().uri(url.resolve(path)));
    }

    private JsonNode post(String path, Map<String, Object> parameters) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        parameters.forEach((key, value) -> form.add(key, value.toString()));
        return ask(http.post()
                .uri(url.resolve(path))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form));
    }

    private JsonNode ask(RestClient.RequestHeadersSpec<?> request) {
        try {
            return request.exchange((asked, response) -> data(response.getBody()));
        } catch (ResourceAccessException e) {
            throw new NoAnswerException(name + " does not answer");
        }
    }

    private JsonNode data(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST_ANSWER + 1);
        if (bytes.length > LARGEST_ANSWER) {
            throw new RefusedQueryException("The answer is larger than 16 MB: filter, group, or ask for less time.");
        }
        try {
            JsonNode answer = JSON.readTree(bytes);
            if (answer.path("status").asString("").equals("success")) {
                return answer.path("data");
            }
            if (answer.has("error")) {
                throw new RefusedQueryException(answer.path("error").asString());
            }
        } catch (JacksonException e) {
            // falls through: not what Prometheus says
        }
        throw new NoAnswerException(name + " answers something else than Prometheus does");
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static Map<String, String> labels(JsonNode object) {
        return object.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, label -> label.getValue().asString(), (one, other) -> other, TreeMap::new));
    }

    private static Series.Point point(JsonNode pair) {
        return new Series.Point(millis(pair.path(0)), number(pair.path(1)));
    }

    private static long millis(JsonNode seconds) {
        return Math.round(seconds.asDouble() * 1000);
    }

    /** Prometheus writes numbers as text, because JSON has no +Inf and no NaN. */
    private static double number(JsonNode text) {
        return switch (text.asString()) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text.asString());
        };
    }
}
