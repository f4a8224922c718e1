package dev.signalbox.lab.verify;

import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.compose.ComposeFile;
import dev.signalbox.lab.home.EnvFile;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.Dashboards;
import dev.signalbox.lab.observe.GrafanaBackends;
import dev.signalbox.lab.observe.GrafanaStack;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.visitor.Trader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One lab that is to be verified: what it consists of, and where it is.
 *
 * @param front front-service's address
 * @param faults the file that says which faults are on
 * @param prometheus whether it has a Prometheus
 * @param profiler whether its services have a profiler
 * @param grafana what is behind its Grafanas, if it has them
 */
record Verification(
        LabHome home,
        Place place,
        Backends backends,
        OrderTable orders,
        URI front,
        Path faults,
        boolean prometheus,
        boolean profiler,
        Optional<GrafanaStack> grafana) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** All panels and rules are more than a hundred questions. */
    private static final Duration LOOK_AT_ALL_EVERY = Duration.ofSeconds(5);

    /** All of it has arrived by then, also on a machine that has too much to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /**
     * Of a lab that was started by {@code ./signalbox up}.
     *
     * @param backends its servers
     */
    static Verification of(LabHome home, LabState lab, Backends backends) throws IOException {
        Ports ports = new Ports(lab.portOffset());
        return new Verification(
                home,
                Place.LOCAL,
                backends,
                new OrderTable(ports.http(Ports.POSTGRES), EnvFile.read(home.env())),
                ports.http(Ports.FRONT),
                home.faults(),
                lab.has(Pair.PROMETHEUS),
                lab.agent(),
                Optional.empty());
    }

    /** Of the stack that was started by {@code docker compose up}. */
    static Verification ofCompose(LabHome home, ComposeFile compose) throws IOException {
        GrafanaStack grafana = GrafanaStack.of(home, compose);
        return new Verification(
                home,
                Place.COMPOSE,
                new GrafanaBackends(grafana, compose),
                new OrderTable(compose.published("postgres:5432"), compose.env()),
                compose.published("front:8080"),
                compose.faults(),
                true,
                true,
                Optional.of(grafana));
    }

    /** The same lab, whose servers answer otherwise. */
    Verification with(Backends others) {
        return new Verification(home, place, others, orders, front, faults, prometheus, profiler, grafana);
    }

    /** What was counted until now. */
    MetricLinks.Before before() {
        return prometheus ? MetricLinks.Before.look(backends) : MetricLinks.Before.unknown();
    }

    /** The links that a visit can be followed through. */
    List<Link> links(MetricLinks.Before before, Visit visit) {
        return new Contract(
                        new TraceLinks(backends, visit, faults),
                        new MetricLinks(backends, orders, before, visit),
                        new ProfileLinks(backends, visit),
                        new AlertLinks(backends, home),
                        new SignalLinks(
                                backends, visit, Catalogue.read(home.root().resolve("docs/telemetry.md"))),
                        grafana.map(stack -> new DataSourceLinks(stack.doors(), visit)),
                        place)
                .links();
    }

    /** Follows links until each holds or it takes too long. */
    Follower follower(Duration patience) {
        return new Follower(prometheus, profiler, LOOK_EVERY, patience);
    }

    /** Pays a visit, in which happens what visitors seldom do, and looks whether dashboards and rules find something. */
    List<Row> dashboards() {
        if (!prometheus) {
            return List.of(Row.withoutPrometheus("panels and rules"));
        }
        Visit.pay(front);
        PanelLinks panels = new PanelLinks(backends, place);
        Dashboards all = Dashboards.of(home);
        try {
            return await().pollDelay(Duration.ZERO)
                    .pollInterval(LOOK_AT_ALL_EVERY)
                    .atMost(PATIENCE)
                    .until(() -> panels.all(all), rows -> rows.stream().noneMatch(Row::isFailed));
        } catch (ConditionTimeoutException e) {
            return panels.all(all);
        }
    }

    /** Pays a visit and follows it; meanwhile measures how fresh signals are, and whether any are lost. */
    List<Row> run() {
        List<Row> rows = new ArrayList<>();
        grafana.map(Verification::grafanas).ifPresent(rows::add);
        MetricLinks.Before before = before();
        Loss loss = new Loss(backends, prometheus, place);
        // Of another visitor: the visit's own list of activity holds the last 50.
        Freshness freshness = new Freshness(backends, Trader.register(front), prometheus, profiler);
        Visit visit = Visit.pay(front);
        CompletableFuture<List<Row>> measured = CompletableFuture.supplyAsync(freshness::measure);
        rows.addAll(follower(PATIENCE).follow(links(before, visit), visit.ended()));
        rows.addAll(measured.join());
        rows.addAll(loss.count(Freshness.SERVICES, freshness.traces()));
        return rows;
    }

    /** By which way the rows below were followed, and what that leaves open. */
    private static Row grafanas(GrafanaStack stack) {
        String name = "each Grafana answers";
        String by =
                String.join(", ", stack.doors().stream().map(Object::toString).toList());
        return stack.closed().isEmpty()
                ? Row.passed(name, "all that follows was asked by " + by, Duration.ZERO)
                : Row.failed(
                        name,
                        String.join("; ", stack.closed()) + ". What follows was asked by " + by
                                + ": where that is not through Grafana, its settings are those in"
                                + " observability/grafana, and nothing is proven of Grafana itself",
                        "docker compose ps; docker compose logs grafana-1 grafana-2 nginx");
    }
}
