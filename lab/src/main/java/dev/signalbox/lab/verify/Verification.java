package dev.signalbox.lab.verify;

import dev.signalbox.lab.against.TargetLab;
import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.Dashboards;
import dev.signalbox.lab.observe.GrafanaStack;
import dev.signalbox.lab.verify.Link.Needs;
import dev.signalbox.lab.visitor.Trader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One lab that is to be verified.
 *
 * @param place where it has what a person looks at
 * @param orders as its database has them
 */
record Verification(TargetLab lab, Place place, OrderTable orders) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** All panels and rules are more than a hundred questions. */
    private static final Duration LOOK_AT_ALL_EVERY = Duration.ofSeconds(5);

    static Verification of(TargetLab lab) throws IOException {
        return new Verification(
                lab,
                Place.of(lab.kind()),
                new OrderTable(lab.database(), lab.variables().apply("BROKER_DB_PASSWORD")));
    }

    /** The same lab, whose servers answer otherwise. */
    Verification with(Backends others) {
        return new Verification(lab.with(others), place, orders);
    }

    private boolean prometheus() {
        return lab.has(Pair.PROMETHEUS);
    }

    /** What was counted until now. */
    MetricLinks.Before before() {
        return prometheus() ? MetricLinks.Before.look(lab.backends()) : MetricLinks.Before.unknown();
    }

    /** The links that a visit can be followed through. */
    List<Link> links(MetricLinks.Before before, Visit visit) {
        Backends backends = lab.backends();
        return new Contract(
                        new TraceLinks(backends, visit, lab.faults()),
                        new MetricLinks(backends, orders, before, visit),
                        new ProfileLinks(backends, visit),
                        new AlertLinks(backends, lab.home()),
                        new SignalLinks(
                                backends,
                                visit,
                                Catalogue.read(lab.home().root().resolve("docs/telemetry.md"))),
                        lab.grafana().map(stack -> new DataSourceLinks(stack.doors(), visit)),
                        place)
                .links();
    }

    /** Follows links until each holds or it takes too long. */
    Follower follower(Duration patience) {
        return new Follower(prometheus(), lab.profiler(), LOOK_EVERY, patience);
    }

    /**
     * Pays a visit, in which happens what visitors seldom do, and looks whether dashboards and rules find something.
     *
     * @param patience how long that may take
     */
    List<Row> dashboards(Duration patience) {
        if (!prometheus()) {
            return List.of(Row.withoutPrometheus("panels and rules"));
        }
        Visit visit = Visit.pay(lab.front());
        return new Follower(true, lab.profiler(), LOOK_AT_ALL_EVERY, patience)
                .follow(new PanelLinks(lab.backends(), place).all(Dashboards.of(lab.home())), visit.ended());
    }

    /**
     * Pays a visit and follows it; meanwhile measures how fresh signals are, and whether any are lost.
     *
     * @param patience how long what is promised may take
     */
    List<Row> run(Duration patience) {
        List<Row> rows = new ArrayList<>();
        lab.grafana().map(Verification::grafanas).ifPresent(rows::add);
        awaitReports(patience);
        MetricLinks.Before before = before();
        Loss loss = new Loss(lab.backends(), prometheus(), place);
        // Of another visitor: the visit's own list of activity holds the last 50.
        Freshness freshness =
                new Freshness(lab.backends(), Trader.register(lab.front()), prometheus(), lab.profiler(), patience);
        Visit visit = Visit.pay(lab.front());
        CompletableFuture<List<Row>> measured = CompletableFuture.supplyAsync(freshness::measure);
        rows.addAll(follower(patience).follow(links(before, visit), visit.ended()));
        rows.addAll(measured.join());
        rows.addAll(loss.count(Freshness.SERVICES, freshness.traces()));
        return rows;
    }

    /** What a lab has counted since it was started a moment ago is not known yet, and must not be taken for ours. */
    private void awaitReports(Duration patience) {
        Link reports = new Link("reports", Needs.PROMETHEUS, "", () -> MetricLinks.reports(lab.backends()));
        follower(patience).follow(List.of(reports), Instant.now());
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
