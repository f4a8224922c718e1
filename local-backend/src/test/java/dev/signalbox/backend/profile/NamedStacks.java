package dev.signalbox.backend.profile;

import java.util.List;

/** Makes flame graphs of stacks whose frames are names, for tests. */
public final class NamedStacks {

    private final MethodNames names = new MethodNames();
    private final FlameGraphBuilder graph = new FlameGraphBuilder(names);

    /** Adds a stack, the outermost caller first. */
    public void add(List<String> frames, long hits, long nanos) {
        frames.forEach(frame -> names.name(hash(frame), frame));
        graph.add(frames.stream().mapToInt(frame -> names.number(hash(frame))).toArray(), hits, nanos);
    }

    /** The graph of what was added; to be built once. */
    public FlameGraph build() {
        return graph.build();
    }

    private static Long hash(String frame) {
        return (long) frame.hashCode();
    }
}
