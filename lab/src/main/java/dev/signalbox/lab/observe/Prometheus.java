package dev.signalbox.lab.observe;

import static dev.signalbox.lab.observe.Server.encode;
import static dev.signalbox.lab.observe.Server.texts;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A Prometheus by its HTTP API, version 1. */
public record Prometheus(Server server) {

    private JsonNode data(String path) {
        return server.get("/api/v1" + path).path("data");
    }

    /** What a PromQL query finds now. */
    public List<Sample> query(String promql) {
        return vector("", promql);
    }

    /** What it would have found at a moment. */
    public List<Sample> query(String promql, Instant at) {
        return vector("&time=" + at.getEpochSecond(), promql);
    }

    private List<Sample> vector(String more, String promql) {
        return data("/query?query=" + encode(promql) + more)
                .path("result")
                .valueStream()
                .map(sample -> new Sample(
                        texts(sample.path("metric")),
                        Double.parseDouble(sample.path("value").path(1).asString())))
                .toList();
    }

    /** The calls between services that Tempo has counted of late. */
    public Set<Call> serviceMap() {
        return query("sum by (client, server) (traces_service_graph_request_total{connection_type=\"\"})").stream()
                .map(edge -> new Call(edge.label("client"), edge.label("server")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The exemplars of what a PromQL query selects, measured since then. */
    public List<Exemplar> exemplars(String promql, Instant since) {
        return data("/query_exemplars?query=" + encode(promql) + "&start=" + since.getEpochSecond() + "&end="
                        + Instant.now().plusSeconds(1).getEpochSecond())
                .valueStream()
                .flatMap(series -> series.path("exemplars")
                        .valueStream()
                        .map(exemplar ->
                                new Exemplar(texts(series.path("seriesLabels")), texts(exemplar.path("labels")))))
                .toList();
    }

    List<Rule> rules() {
        return data("/rules")
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules")
                        .valueStream()
                        .map(rule -> new Rule(
                                rule.path("name").asString(),
                                rule.path("type").asString().equals("alerting"),
                                rule.path("query").asString(),
                                texts(rule.path("annotations")),
                                group.path("name").asString(),
                                group.path("file").asString())))
                .toList();
    }

    Set<Alert> alerts() {
        return Alert.all(data("/alerts").path("alerts"), alert -> alert.path("state"));
    }
}
