package dev.signalbox.lab.against;

import dev.signalbox.lab.compose.ComposeFile;
import dev.signalbox.lab.home.EnvFile;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.GrafanaBackends;
import dev.signalbox.lab.observe.GrafanaStack;
import dev.signalbox.lab.observe.LocalBackends;
import dev.signalbox.lab.state.LabState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The lab that a command is run against, of either kind, and where all that it is asked for is.
 *
 * @param home of the command: where its own files are, and the checkout
 * @param backends its servers
 * @param front front-service's address
 * @param database PostgreSQL's address
 * @param variables the values of {@code .env} that it runs with, by name
 * @param faults the file that says which faults are on
 * @param pairs those that it has
 * @param profiler whether its services have a profiler
 * @param grafana what is behind its Grafanas, if it has them
 */
public record TargetLab(
        Against kind,
        LabHome home,
        Backends backends,
        URI front,
        URI database,
        UnaryOperator<String> variables,
        Path faults,
        Set<Pair> pairs,
        boolean profiler,
        Optional<GrafanaStack> grafana) {

    /** One that was started by {@code ./signalbox up}. */
    public static TargetLab local(LabHome home, LabState lab) throws IOException {
        Ports ports = new Ports(lab.portOffset());
        return new TargetLab(
                Against.LOCAL,
                home,
                new LocalBackends(ports),
                ports.http(Ports.FRONT),
                ports.http(Ports.POSTGRES),
                EnvFile.read(home.env())::get,
                home.faults(),
                lab.pairs(),
                lab.agent(),
                Optional.empty());
    }

    /** The stack that was started by {@code docker compose up}. */
    public static TargetLab compose(LabHome home, ComposeFile compose) throws IOException {
        GrafanaStack grafana = GrafanaStack.of(home, compose);
        return new TargetLab(
                Against.COMPOSE,
                home,
                new GrafanaBackends(grafana, compose),
                compose.published("front:8080"),
                compose.published("postgres:5432"),
                compose::variable,
                compose.faults(),
                Set.of(Pair.values()),
                true,
                Optional.of(grafana));
    }

    /** The same lab, whose servers answer otherwise. */
    public TargetLab with(Backends others) {
        return new TargetLab(kind, home, others, front, database, variables, faults, pairs, profiler, grafana);
    }

    /** Whether it has both halves of a pair. */
    public boolean has(Pair pair) {
        return pairs.contains(pair);
    }
}
