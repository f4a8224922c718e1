package dev.signalbox.backend.explorer;

import dev.signalbox.backend.profile.FlameGraph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method as called from the methods above it, in one graph or in two that are laid on each other; in one of them at least.
 *
 * @param inGraph its place in the graph that is looked at
 * @param inBase its place in the graph that this is compared with
 */
record Frame(@Nullable Node inGraph, @Nullable Node inBase) {

    /**
     * Nanoseconds.
     *
     * @param self in the method itself
     * @param total in the method and all it called
     */
    record Time(long self, long total) {

        static final Time NONE = new Time(0, 0);

        private static Time of(@Nullable Node node) {
            return node == null ? NONE : new Time(node.self(), node.total());
        }
    }

    String name() {
        return inGraph != null ? inGraph.name() : inBase.name();
    }

    /** Its time in the graph that is looked at. */
    Time now() {
        return Time.of(inGraph);
    }

    /** Its time in the graph that this is compared with. */
    Time before() {
        return Time.of(inBase);
    }

    /** Those of both graphs, the widest first. Made when they are asked for: most of a graph is too narrow to be drawn. */
    List<Frame> children(Shares shares) {
        if (inBase == null) {
            return inGraph.children().stream()
                    .map(child -> new Frame(child, null))
                    .toList();
        }
        Map<String, Node> base = new LinkedHashMap<>();
        inBase.children().forEach(child -> base.put(child.name(), child));
        List<Frame> children = new ArrayList<>();
        if (inGraph != null) {
            inGraph.children().forEach(child -> children.add(new Frame(child, base.remove(child.name()))));
        }
        base.values().forEach(child -> children.add(new Frame(null, child)));
        children.sort(Comparator.comparingDouble(shares::width).reversed().thenComparing(Frame::name));
        return children;
    }
}
