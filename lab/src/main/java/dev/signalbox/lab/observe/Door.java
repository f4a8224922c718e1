package dev.signalbox.lab.observe;

import dev.signalbox.lab.compose.ComposeFile;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.http.Http;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A way to the data sources: through a Grafana, which knows how they lead to each other, or past it. */
public final class Door {

    private final String name;
    private final List<DataSource> sources;
    private final Function<DataSource, Server> reached;
    private final Function<String, Optional<JsonNode>> dashboards;

    private Door(
            String name,
            List<DataSource> sources,
            Function<DataSource, Server> reached,
            Function<String, Optional<JsonNode>> dashboards) {
        this.name = name;
        this.sources = sources;
        this.reached = reached;
        this.dashboards = dashboards;
    }

    /**
     * Through a Grafana: by its API, and its proxy of data sources.
     *
     * @throws NoAnswerException if it does not answer
     */
    static Door through(String name, Server grafana) {
        return new Door(
                name,
                DataSource.all(grafana.get("/api/datasources")),
                source -> grafana.below("/api/datasources/proxy/uid/" + Server.encode(source.uid())),
                uid -> grafana.find("/api/dashboards/uid/" + Server.encode(uid))
                        .map(answer -> answer.path("dashboard")));
    }

    /**
     * Past Grafana: as it is provisioned.
     *
     * @param compose says where an address that Grafana uses is reached from here
     */
    static Door past(LabHome home, ComposeFile compose, Http http) throws IOException {
        return new Door(
                "the servers themselves",
                DataSource.provisioned(
                        home.observability().resolve("grafana/provisioning/datasources/datasources.yaml")),
                source -> compose.find(source.url().replaceFirst("^http://", ""))
                        .map(address -> new Server(address.toString(), http))
                        .orElseThrow(() -> new NoAnswerException(
                                source + " leads to " + source.url() + ", where compose.yaml publishes nothing")),
                Dashboards.of(home)::find);
    }

    /** The data sources of a type. */
    public List<DataSource> ofType(String type) {
        return sources.stream().filter(source -> source.type().equals(type)).toList();
    }

    /**
     * The Prometheus behind a data source.
     *
     * @throws NoAnswerException if there is no such data source, as for the methods below
     */
    public Prometheus prometheus(String uid) {
        return new Prometheus(server(uid, "prometheus"));
    }

    public Tempo tempo(String uid) {
        return new Tempo(server(uid, "tempo"));
    }

    public Loki loki(String uid) {
        return new Loki(server(uid, "loki"));
    }

    public Pyroscope pyroscope(String uid) {
        return new Pyroscope(server(uid, "grafana-pyroscope-datasource"));
    }

    public Alertmanager alertmanager(String uid) {
        return new Alertmanager(server(uid, "alertmanager"));
    }

    private Server server(String uid, String type) {
        return ofType(type).stream()
                .filter(source -> source.uid().equals(uid))
                .findFirst()
                .map(reached)
                .orElseThrow(() -> new NoAnswerException(
                        "there is no data source of type " + type + " with the uid \"" + uid + "\""));
    }

    /** Whether a dashboard is there that has these variables. */
    boolean hasDashboard(String uid, Set<String> variables) {
        return dashboards
                .apply(uid)
                .map(dashboard -> dashboard
                        .path("templating")
                        .path("list")
                        .valueStream()
                        .map(variable -> variable.path("name").asString())
                        .collect(Collectors.toSet())
                        .containsAll(variables))
                .orElse(false);
    }

    @Override
    public String toString() {
        return name;
    }
}
