package dev.signalbox.lab.drill;

import dev.signalbox.lab.compose.ComposeFile;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.GrafanaBackends;
import dev.signalbox.lab.observe.GrafanaStack;
import dev.signalbox.lab.observe.LocalBackends;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One lab that drills are run in.
 *
 * @param home where the drill's own files are
 * @param backends what is asked
 * @param servers those of the pairs
 * @param front front-service's address
 * @param faults the file that says which faults are on
 * @param freezer of its parts
 */
record DrilledLab(LabHome home, Backends backends, Set<String> servers, URI front, Path faults, Freezer freezer) {

    /**
     * One that was started by {@code ./signalbox up}.
     *
     * @throws LabException if it has no alerts
     */
    static DrilledLab of(LabHome home, LabState lab) {
        if (!(lab.has(Pair.PROMETHEUS) && lab.has(Pair.ALERTMANAGER))) {
            throw new LabException("In this lab alerts are off: it has no Prometheus or no Alertmanager.\n"
                    + "How to get them is said by: ./signalbox doctor");
        }
        Ports ports = new Ports(lab.portOffset());
        return new DrilledLab(
                home,
                new LocalBackends(ports),
                Pair.allNames(),
                ports.http(Ports.FRONT),
                home.faults(),
                new Processes(new StateFile(home.state())));
    }

    /** The stack that was started by {@code docker compose up}. */
    static DrilledLab ofCompose(LabHome home, ComposeFile compose) throws IOException {
        return new DrilledLab(
                home,
                new GrafanaBackends(GrafanaStack.of(home, compose), compose),
                Stream.concat(Pair.allNames().stream(), GrafanaStack.PAIR.stream())
                        .collect(Collectors.toUnmodifiableSet()),
                compose.published("front:8080"),
                compose.faults(),
                Containers.of(compose.root().resolve("compose.yaml")));
    }

    Calm calm() {
        return new Calm(faults, servers, backends);
    }

    Disturbances disturbances() {
        return new Disturbances(faults, freezer, load -> Visitors.come(home, front, load));
    }
}
