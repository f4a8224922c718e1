package dev.signalbox.lab.observe;

import java.time.Duration;
import java.util.Set;

/**
 * What the profiler found running.
 *
 * @param cpu for how much processor time the samples stand
 * @param functions the names of all functions in their stacks
 */
public record Samples(Duration cpu, Set<String> functions) {

    /** Nothing was found. */
    public static final Samples NONE = new Samples(Duration.ZERO, Set.of());

    /** Whether a function is among them whose name has this in it. */
    public boolean has(String part) {
        return functions.stream().anyMatch(function -> function.contains(part));
    }
}
