package dev.signalbox.backend.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Samples added up by their stacks.
 *
 * @param samples how many samples
 * @param unit of {@code self} and {@code total}
 * @param root holds the outermost callers; stands for no method itself
 */
public record FlameGraph(long samples, String unit, Node root) {

    /**
     * A method as called from the methods above it.
     *
     * @param self time in the method itself
     * @param total time in the method and all it called
     * @param children by total, largest first
     */
    public record Node(String name, long self, long total, List<Node> children) {}

    /** A stack, outermost caller first, and the time it was seen for. */
    record Stack(List<String> frames, long samples, long nanos) {}

    static FlameGraph of(List<Stack> stacks) {
        Builder root = new Builder();
        long samples = 0;
        for (Stack stack : stacks) {
            samples += stack.samples();
            root.total += stack.nanos();
            Builder node = root;
            for (String frame : stack.frames()) {
                node = node.children.computeIfAbsent(frame, name -> new Builder());
                node.total += stack.nanos();
            }
            node.self += stack.nanos();
        }
        return new FlameGraph(samples, "nanoseconds", root.build("all"));
    }

    private static final class Builder {
        private final Map<String, Builder> children = new LinkedHashMap<>();
        private long self;
        private long total;

        Node build(String name) {
            List<Node> nodes = new ArrayList<>(children.size());
            children.forEach((childName, child) -> nodes.add(child.build(childName)));
            nodes.sort(Comparator.comparingLong(Node::total).reversed().thenComparing(Node::name));
            return new Node(name, self, total, List.copyOf(nodes));
        }
    }
}
