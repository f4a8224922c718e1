package dev.signalbox.lab.state;

import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.process.Signal;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What runs, as the supervisor wrote it down for {@code down}, {@code status} and the next {@code up}.
 *
 * @param supervisor the process that looks after the others
 * @param ready whether everything has been ready once
 * @param agent whether the services run with the OpenTelemetry agent
 * @param portOffset by how much every port is moved
 * @param parts the processes in the order in which they were first started
 */
public record LabState(ProcessId supervisor, boolean ready, boolean agent, int portOffset, List<PartState> parts) {

    /** The pairs of which both halves are parts of it. */
    public Set<Pair> pairs() {
        Set<String> names = parts.stream().map(PartState::name).collect(Collectors.toSet());
        return Stream.of(Pair.values())
                .filter(pair -> names.containsAll(pair.names()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * One process.
     *
     * @param name of the part
     * @param process the program that runs
     * @param port the one that people ask for; 0 if there is none
     * @param health the address that tells whether it is well; null if it is as long as it runs
     * @param restarts how often it was started again
     * @param stopSignal what ends it
     */
    public record PartState(String name, ProcessId process, int port, URI health, int restarts, Signal stopSignal) {}
}
