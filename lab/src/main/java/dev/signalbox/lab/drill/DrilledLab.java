package dev.signalbox.lab.drill;

import dev.signalbox.lab.against.TargetLab;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.GrafanaStack;
import dev.signalbox.lab.state.StateFile;
import java.util.Set;
import java.util.TreeSet;

/**
 * One lab that drills are run in.
 *
 * @param freezer of its parts
 */
record DrilledLab(TargetLab lab, Freezer freezer) {

    /**
     * @throws LabException if it has no alerts
     */
    static DrilledLab of(TargetLab lab) {
        for (Pair pair : Pair.values()) {
            if (!lab.has(pair)) {
                throw new LabException(pair.missing() + ", so alerts are off;\n" + Pair.HOW_TO_GET_IT);
            }
        }
        return new DrilledLab(
                lab,
                switch (lab.kind()) {
                    case LOCAL -> new Processes(new StateFile(lab.home().state()));
                    case COMPOSE -> Containers.of(lab.home().root().resolve("compose.yaml"));
                });
    }

    Backends backends() {
        return lab.backends();
    }

    Calm calm() {
        Set<String> servers = new TreeSet<>(Pair.allNames());
        lab.grafana().ifPresent(grafana -> servers.addAll(GrafanaStack.PAIR));
        return new Calm(lab.faults(), servers, lab.backends());
    }

    Disturbances disturbances() {
        return new Disturbances(lab.faults(), freezer, load -> Visitors.come(lab.home(), lab.front(), load));
    }
}
