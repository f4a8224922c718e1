package dev.signalbox.backend.profile;

import java.util.List;

/** Stacks by the names of their methods, for tests. */
public final class Stacks {

    private Stacks() {}

    /** Adds a stack, the outermost caller first. */
    public static void add(FlameGraphBuilder graph, List<String> frames, long hits, long nanos) {
        frames.forEach(frame -> graph.name(number(frame), frame));
        graph.add(frames.stream().mapToLong(Stacks::number).toArray(), hits, nanos);
    }

    private static long number(String frame) {
        return Integer.toUnsignedLong(frame.hashCode());
    }
}
