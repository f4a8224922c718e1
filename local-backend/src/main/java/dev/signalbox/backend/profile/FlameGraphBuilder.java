package dev.signalbox.backend.profile;

import dev.signalbox.backend.profile.FlameGraph.Method;
import dev.signalbox.backend.profile.FlameGraph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Adds stacks up to a flame graph. Stacks are hundreds of frames of the same some ten thousand methods, so methods are
 * numbers here, and stacks are sorted: those that share their callers then lie beside each other.
 */
public final class FlameGraphBuilder {

    /**
     * How many frames of a stack are kept. Each is an object in an array, and readers of JSON commonly give up at a
     * nesting of 500. What is deeper is recursion nearly always.
     */
    static final int MOST_LEVELS = 240;

    /** Stands for the frames in the middle of a deeper stack. */
    static final String FOLDED = "(frames folded)";

    /** Places in the graph: the largest stay. */
    private static final int MOST_NODES = 50_000;

    /** Frames of all stacks, 64 MB. */
    private static final int MOST_FRAMES = 8_000_000;

    private static final long FOLDED_NUMBER = -1;

    private static final Comparator<Stack> CALLERS_FIRST = Comparator.comparing(Stack::methods, Arrays::compare);

    private final Map<Long, String> names = new HashMap<>(Map.of(FOLDED_NUMBER, FOLDED));
    private final Map<Long, Times> methods = new HashMap<>();
    private final List<Stack> stacks = new ArrayList<>();
    private long samples;
    private long total;
    private int frames;
    private boolean truncated;

    private record Stack(long[] methods, long nanos) {}

    private static final class Times {
        private long self;
        private long total;
    }

    /**
     * Names a method, before or after stacks with it are added.
     *
     * @param method its number, not negative
     */
    public void name(long method, String name) {
        names.put(method, name);
    }

    /** Adds a stack, numbers of methods and the outermost caller first, that was seen in so many samples for so long. */
    public void add(long[] stack, long hits, long nanos) {
        samples += hits;
        total += nanos;
        Stack added = new Stack(stack, nanos);
        if (frames + stack.length > MOST_FRAMES) {
            truncated = true;
            measure(List.of(added));
            return;
        }
        frames += stack.length;
        stacks.add(added);
    }

    /** The graph of what was added; to be built once. */
    public FlameGraph build() {
        stacks.sort(CALLERS_FIRST);
        measure(stacks);
        fold();
        Node root = root(smallest());
        return new FlameGraph(
                samples,
                "nanoseconds",
                truncated,
                root,
                methods.entrySet().stream()
                        .map(method ->
                                new Method(names.get(method.getKey()), method.getValue().self, method.getValue().total))
                        .toList());
    }

    /** Exact, whatever the graph leaves out; a method that calls itself counts once. */
    private void measure(List<Stack> sorted) {
        eachPlace(sorted, (way, level, self, nanos) -> {
            Times times = methods.computeIfAbsent(way[level], method -> new Times());
            times.self += self;
            if (isOutermost(way, level)) {
                times.total += nanos;
            }
        });
    }

    /** Whether the method on a level calls none of the levels above; from near to far, as recursion is near mostly. */
    private static boolean isOutermost(long[] way, int level) {
        for (int caller = level - 1; caller >= 0; caller--) {
            if (way[caller] == way[level]) {
                return false;
            }
        }
        return true;
    }

    /** Leaves out the middle of deep stacks. Both ends stay: who called, and what was running. */
    private void fold() {
        if (stacks.stream().anyMatch(stack -> stack.methods().length > MOST_LEVELS)) {
            truncated = true;
            stacks.replaceAll(FlameGraphBuilder::folded);
            stacks.sort(CALLERS_FIRST);
        }
    }

    private static Stack folded(Stack whole) {
        long[] stack = whole.methods();
        if (stack.length <= MOST_LEVELS) {
            return whole;
        }
        long[] kept = Arrays.copyOf(stack, MOST_LEVELS);
        int end = MOST_LEVELS / 2 - 1;
        kept[MOST_LEVELS / 2] = FOLDED_NUMBER;
        System.arraycopy(stack, stack.length - end, kept, MOST_LEVELS - end, end);
        return new Stack(kept, whole.nanos());
    }

    /** The time from which on a place is in the graph, so that they are few enough. */
    private long smallest() {
        LongStream.Builder totals = LongStream.builder();
        eachPlace(stacks, (way, level, self, nanos) -> totals.add(nanos));
        long[] sorted = totals.build().sorted().toArray();
        return sorted.length <= MOST_NODES ? 0 : sorted[sorted.length - MOST_NODES - 1] + 1;
    }

    private Node root(long smallest) {
        // Of each level the places whose caller is not complete.
        List<List<Node>> open = new ArrayList<>();
        for (int level = 0; level <= MOST_LEVELS; level++) {
            open.add(new ArrayList<>());
        }
        eachPlace(stacks, (way, level, self, nanos) -> {
            if (nanos < smallest) {
                truncated = true;
            } else {
                List<Node> children = open.get(level + 1);
                open.get(level).add(node(names.get(way[level]), self, nanos, children));
                children.clear();
            }
        });
        return node("all", 0, total, open.get(0));
    }

    private static Node node(String name, long self, long total, List<Node> children) {
        children.sort(Comparator.comparingLong(Node::total).reversed().thenComparing(Node::name));
        return new Node(name, self, total, List.copyOf(children));
    }

    /** A method as called from the methods above it, the outermost on level 0; told after all that it calls. */
    private interface Visitor {
        void place(long[] way, int level, long self, long nanos);
    }

    /** Goes through sorted stacks once: where one leaves the way of the one before, the places below are complete. */
    private static void eachPlace(List<Stack> sorted, Visitor visitor) {
        int deepest =
                sorted.stream().mapToInt(stack -> stack.methods().length).max().orElse(0);
        long[] begun = new long[deepest];
        long[] self = new long[deepest];
        long[] way = {};
        long nanos = 0;
        for (int i = 0; i <= sorted.size(); i++) {
            // At the end the places of the last one are complete.
            Stack stack = i < sorted.size() ? sorted.get(i) : new Stack(new long[0], 0);
            int same = Arrays.mismatch(way, stack.methods());
            same = same < 0 ? way.length : same;
            for (int level = way.length - 1; level >= same; level--) {
                visitor.place(way, level, self[level], nanos - begun[level]);
            }
            way = stack.methods();
            Arrays.fill(begun, same, way.length, nanos);
            Arrays.fill(self, same, way.length, 0);
            nanos += stack.nanos();
            if (way.length > 0) {
                self[way.length - 1] += stack.nanos();
            }
        }
    }
}
