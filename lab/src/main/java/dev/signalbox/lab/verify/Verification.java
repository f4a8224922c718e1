package dev.signalbox.lab.verify;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.home.Passwords;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.visitor.Trader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One lab that is to be verified: what it consists of, and where it is.
 *
 * @param front front-service's address
 * @param faults the file that says which faults are on
 * @param prometheus whether it has a Prometheus
 * @param profiler whether its services have a profiler
 */
record Verification(
        LabHome home,
        Backends backends,
        OrderTable orders,
        URI front,
        Path faults,
        boolean prometheus,
        boolean profiler) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** What happens once a minute has happened by then, and arrived, also on a machine that has too much to do. */
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
                backends,
                new OrderTable(ports.of(Ports.POSTGRES), Passwords.read(home.passwords())),
                ports.http(Ports.FRONT),
                home.faults(),
                lab.has(Pair.PROMETHEUS),
                lab.agent());
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
                                backends, visit, Catalogue.read(home.root().resolve("docs/telemetry.md"))))
                .links();
    }

    /** Follows links until each holds or it takes too long. */
    Follower follower(Duration patience) {
        return new Follower(prometheus, profiler, LOOK_EVERY, patience);
    }

    /** Looks whether dashboards and rules find something. */
    List<Row> dashboards() {
        return prometheus
                ? new PanelLinks(backends).all(Dashboards.of(home))
                : List.of(Row.withoutPrometheus("panels and rules"));
    }

    /** Pays a visit and follows it; meanwhile measures how fresh signals are, and whether any are lost. */
    List<Row> run() {
        MetricLinks.Before before = before();
        Loss loss = new Loss(backends, prometheus);
        // Of another visitor: the visit's own list of activity holds the last 50.
        Freshness freshness = new Freshness(backends, Trader.register(front), prometheus, profiler);
        Visit visit = Visit.pay(front);
        CompletableFuture<List<Row>> measured = CompletableFuture.supplyAsync(freshness::measure);
        List<Row> rows = new ArrayList<>(follower(PATIENCE).follow(links(before, visit), visit.ended()));
        rows.addAll(measured.join());
        rows.addAll(loss.count(Freshness.SERVICES, freshness.traces()));
        return rows;
    }
}
