package dev.signalbox.lab.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One process of the lab: what has to be there before it, how it is started, and when it is ready. */
public interface Part {

    String name();

    /** Ports that it will listen on, the one that people ask for first; none if it listens to nobody. */
    List<Integer> ports();

    /** The parts that must be ready before this one is started. */
    default Set<String> after() {
        return Set.of();
    }

    /**
     * What has to be done each time before it is started.
     *
     * @throws PartUnavailable if the lab can do without this part, and has to
     */
    default void prepare() throws Exception {}

    /** Program and arguments, asked for after {@link #prepare()}. */
    List<String> command() throws Exception;

    /** Where it is run, if not in the lab's home. */
    default Optional<Path> workingDirectory() {
        return Optional.empty();
    }

    /** Added to the few variables that every part inherits. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /**
     * What tells whether it is well: an {@code http} address that answers 2xx, or {@code tcp} that accepts; null for a
     * part that listens to nobody, and is well as long as it runs.
     */
    URI health();

    /** Whether it can do its work now. Asked several times a second until it can. */
    default boolean isReady() {
        return Health.of(health()).isOk();
    }

    /** Generous, and as long as in compose: a laptop of a class, on which everything starts at once. */
    default Duration readyWithin() {
        return Duration.ofMinutes(5);
    }

    /** What has to be done each time it is ready, before others may start. */
    default void whenReady() throws Exception {}

    default Signal stopSignal() {
        return Signal.TERM;
    }

    /** Whether others use it until their last moment, so that it is stopped after them. */
    default boolean isFoundation() {
        return false;
    }
}
