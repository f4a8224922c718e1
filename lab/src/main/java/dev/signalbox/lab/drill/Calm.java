package dev.signalbox.lab.drill;

import dev.signalbox.lab.fault.FaultFile;
import dev.signalbox.lab.observe.Alert;
import dev.signalbox.lab.observe.Alert.State;
import dev.signalbox.lab.observe.Backends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a lab is calm: all servers of the pairs answer, no alert fires but Watchdog, no fault is on.
 *
 * @param faults the file that says which faults are on
 * @param servers of the pairs
 * @param backends of the lab
 */
record Calm(Path faults, Set<String> servers, Backends backends) {

    /** What is not calm, for people; empty if all is. Pending alerts come and go, and are no disturbance. */
    Set<String> disturbedBy() throws IOException {
        return disturbedBy(Set.of(State.FIRING, State.SUPPRESSED));
    }

    /** As {@link #disturbedBy()}, and whatever is about to fire. */
    Set<String> aftermath() throws IOException {
        return disturbedBy(Set.of(State.values()));
    }

    private Set<String> disturbedBy(Set<State> states) throws IOException {
        Set<String> reasons = new TreeSet<>();
        FaultFile.read(faults).faults().stream()
                .filter(FaultFile.Fault::isOn)
                .forEach(fault -> reasons.add("the fault " + fault.name() + " is on"));
        Map<String, Set<Alert>> alerts = backends.alerts();
        servers.stream()
                .filter(server -> !alerts.containsKey(server))
                .forEach(server -> reasons.add(server + " does not answer"));
        alerts.values().stream()
                .flatMap(Set::stream)
                .filter(alert -> states.contains(alert.state()))
                .filter(alert -> !alert.name().equals(Alert.WATCHDOG))
                .forEach(alert -> reasons.add(alert + (alert.state() == State.PENDING ? " is pending" : " fires")));
        return reasons;
    }
}
