package dev.signalbox.lab.observe;

import static dev.signalbox.lab.observe.Server.encode;
import static dev.signalbox.lab.observe.Server.texts;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A Prometheus by its HTTP API, version 1. */
record Prometheus(Server server) {

    private JsonNode data(String path) {
        return server.get("/api/v1" + path).path("data");
    }

    List<Sample> query(String promql) {
        return data("/query?query=" + encode(promql))
                .path("result")
                .valueStream()
                .map(sample -> new Sample(
                        texts(sample.path("metric")),
                        Double.parseDouble(sample.path("value").path(1).asString())))
                .toList();
    }

    List<Exemplar> exemplars(String promql, Instant since) {
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
                                group.path("file").asString())))
                .toList();
    }

    Set<Alert> alerts() {
        return Alert.all(data("/alerts").path("alerts"), alert -> alert.path("state"));
    }
}
