package dev.signalbox.backend.explorer;

import dev.signalbox.backend.profile.FlameGraph;
import dev.signalbox.backend.profile.FlameGraph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method as called from the methods above it, in one graph or in two that are compared.
 *
 * @param now its time in the graph that is looked at
 * @param before its time in the graph that this is compared with
 * @param children those of both graphs, largest first
 */
record Frame(String name, Time now, Time before, List<Frame> children) {

    /**
     * Nanoseconds.
     *
     * @param self in the method itself
     * @param total in the method and all it called
     */
    record Time(long self, long total) {

        static final Time NONE = new Time(0, 0);
    }

    /**
     * The root of a graph, or of two laid on each other.
     *
     * @param before what the graph is compared with; null for nothing
     */
    static Frame of(FlameGraph now, @Nullable FlameGraph before, Shares shares) {
        return of(now.root(), before == null ? null : before.root(), shares);
    }

    /** Recursion is at most as deep as a graph. */
    private static Frame of(@Nullable Node now, @Nullable Node before, Shares shares) {
        Map<String, Node> earlier = new LinkedHashMap<>();
        if (before != null) {
            before.children().forEach(child -> earlier.put(child.name(), child));
        }
        List<Frame> children = new ArrayList<>();
        if (now != null) {
            now.children().forEach(child -> children.add(of(child, earlier.remove(child.name()), shares)));
        }
        earlier.values().forEach(child -> children.add(of(null, child, shares)));
        children.sort(Comparator.comparingDouble(shares::width).reversed().thenComparing(Frame::name));
        return new Frame(now != null ? now.name() : before.name(), time(now), time(before), children);
    }

    private static Time time(@Nullable Node node) {
        return node == null ? Time.NONE : new Time(node.self(), node.total());
    }
}
