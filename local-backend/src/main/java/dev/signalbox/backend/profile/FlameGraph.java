package dev.signalbox.backend.profile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Samples added up by their stacks. However many and however deep the stacks are, the graph has a bounded number of
 * nodes and of levels.
 *
 * @param samples how many samples
 * @param unit of {@code self} and {@code total}
 * @param truncated whether frames are missing: folded out of the middle of deep stacks, or too small to matter
 * @param root holds the outermost callers; stands for no method itself
 * @param methods every method wherever it was called from, exact also where the graph is truncated
 */
public record FlameGraph(
        long samples,
        String unit,
        boolean truncated,
        Node root,
        @JsonIgnore List<Method> methods) {

    /** Smaller parts of the whole than one in so many, which is 0.05 %, are not worth their bytes as JSON. */
    private static final long SMALLEST_SHARE = 2_000;

    /** How many nodes a graph may have as JSON: about 2 MB. */
    private static final int MOST_NODES = 20_000;

    /**
     * A method as called from the methods above it.
     *
     * @param self time in the method itself
     * @param total time in the method and all it called, also in what is missing from the children
     * @param children by total, largest first
     */
    public record Node(String name, long self, long total, List<Node> children) {}

    /**
     * A method, however it was called.
     *
     * @param self time in the method itself
     * @param total time in the method and all it called; of one that calls itself, in the outermost call
     */
    public record Method(String name, long self, long total) {}

    /** The same without what is too small to be seen; the totals of what stays still contain it. */
    FlameGraph withoutSmallParts() {
        long smallest = Math.max(root.total() / SMALLEST_SHARE, smallestOfLargest());
        Pruning pruning = new Pruning(smallest);
        Node pruned = pruning.of(root);
        return new FlameGraph(samples, unit, truncated || pruning.missing, pruned, methods);
    }

    /** The total from which on the nodes are few enough. */
    private long smallestOfLargest() {
        List<Long> totals = new ArrayList<>();
        addTotals(root, totals);
        if (totals.size() <= MOST_NODES) {
            return 0;
        }
        totals.sort(Comparator.reverseOrder());
        return totals.get(MOST_NODES) + 1;
    }

    private static void addTotals(Node node, List<Long> totals) {
        totals.add(node.total());
        node.children().forEach(child -> addTotals(child, totals));
    }

    private static final class Pruning {
        private final long smallest;
        private boolean missing;

        Pruning(long smallest) {
            this.smallest = smallest;
        }

        Node of(Node node) {
            List<Node> kept = node.children().stream()
                    .filter(child -> child.total() >= smallest)
                    .map(this::of)
                    .toList();
            missing |= kept.size() < node.children().size();
            return new Node(node.name(), node.self(), node.total(), kept);
        }
    }
}
