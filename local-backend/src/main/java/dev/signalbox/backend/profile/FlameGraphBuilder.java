package dev.signalbox.backend.profile;

import dev.signalbox.backend.profile.FlameGraph.Method;
import dev.signalbox.backend.profile.FlameGraph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Adds stacks up to a flame graph. Stacks are sorted, their methods being numbers: those that share their callers then lie
 * beside each other.
 */
final class FlameGraphBuilder {

    /**
     * How many frames of a stack are kept. Each is an object in an array, and readers of JSON commonly give up at a
     * nesting of 500. What is deeper is recursion nearly always.
     */
    static final int MOST_LEVELS = 240;

    /** Places in the graph: the largest stay. */
    private static final int MOST_NODES = 50_000;

    /** Frames of all stacks, 32 MB. */
    private static final int MOST_FRAMES = 8_000_000;

    private static final Comparator<Stack> CALLERS_FIRST = Comparator.comparing(Stack::methods, Arrays::compare);

    private final MethodNames names;
    private final List<Stack> stacks = new ArrayList<>();
    private long samples;
    private long total;
    private int frames;
    private boolean truncated;

    /** Of each method, by its number: nanoseconds in it, and in it and what it called; how many calls of it are open. */
    private long[] selfs = {};

    private long[] totals = {};
    private int[] open = {};

    private record Stack(int[] methods, long nanos) {}

    /**
     * Begins with an empty graph.
     *
     * @param names of the methods of the stacks that are added
     */
    FlameGraphBuilder(MethodNames names) {
        this.names = names;
    }

    /** Adds a stack, numbers of methods and the outermost caller first, that was seen in so many samples for so long. */
    void add(int[] stack, long hits, long nanos) {
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
    FlameGraph build() {
        stacks.sort(CALLERS_FIRST);
        measure(stacks);
        fold();
        Node root = root(smallest());
        return new FlameGraph(
                samples,
                "nanoseconds",
                truncated,
                root,
                IntStream.range(0, totals.length)
                        .filter(method -> totals[method] > 0)
                        .mapToObj(method -> new Method(names.name(method), selfs[method], totals[method]))
                        .toList());
    }

    /** Exact, whatever the graph leaves out; a method that calls itself counts once. */
    private void measure(List<Stack> sorted) {
        eachPlace(sorted, (method, level, self, nanos) -> {
            selfs[method] += self;
            if (open[method] == 0) {
                totals[method] += nanos;
            }
        });
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
        int[] stack = whole.methods();
        if (stack.length <= MOST_LEVELS) {
            return whole;
        }
        int[] kept = Arrays.copyOf(stack, MOST_LEVELS);
        int end = MOST_LEVELS / 2 - 1;
        kept[MOST_LEVELS / 2] = MethodNames.FOLDED;
        System.arraycopy(stack, stack.length - end, kept, MOST_LEVELS - end, end);
        return new Stack(kept, whole.nanos());
    }

    /** The time from which on a place is in the graph, so that they are few enough. */
    private long smallest() {
        LongStream.Builder all = LongStream.builder();
        eachPlace(stacks, (method, level, self, nanos) -> all.add(nanos));
        long[] sorted = all.build().sorted().toArray();
        return sorted.length <= MOST_NODES ? 0 : sorted[sorted.length - MOST_NODES - 1] + 1;
    }

    private Node root(long smallest) {
        // Of each level the places whose caller is not complete.
        List<List<Node>> waiting = new ArrayList<>();
        for (int level = 0; level <= MOST_LEVELS; level++) {
            waiting.add(new ArrayList<>());
        }
        eachPlace(stacks, (method, level, self, nanos) -> {
            if (nanos < smallest) {
                truncated = true;
            } else {
                List<Node> children = waiting.get(level + 1);
                waiting.get(level).add(node(names.name(method), self, nanos, children));
                children.clear();
            }
        });
        return node("all", 0, total, waiting.get(0));
    }

    private static Node node(String name, long self, long total, List<Node> children) {
        children.sort(Comparator.comparingLong(Node::total).reversed().thenComparing(Node::name));
        return new Node(name, self, total, List.copyOf(children));
    }

    /**
     * A method as called from the methods above it, the outermost on level 0; told after all that it calls, with what is open
     * being the calls above.
     */
    private interface Visitor {
        void place(int method, int level, long self, long nanos);
    }

    /** Goes through sorted stacks once: where one leaves the way of the one before, the places below are complete. */
    private void eachPlace(List<Stack> sorted, Visitor visitor) {
        if (open.length < names.size()) {
            selfs = Arrays.copyOf(selfs, names.size());
            totals = Arrays.copyOf(totals, names.size());
            open = Arrays.copyOf(open, names.size());
        }
        int deepest =
                sorted.stream().mapToInt(stack -> stack.methods().length).max().orElse(0);
        long[] begun = new long[deepest];
        long[] self = new long[deepest];
        int[] way = {};
        long nanos = 0;
        for (int i = 0; i <= sorted.size(); i++) {
            // At the end the places of the last one are complete.
            Stack stack = i < sorted.size() ? sorted.get(i) : new Stack(new int[0], 0);
            int same = Arrays.mismatch(way, stack.methods());
            same = same < 0 ? way.length : same;
            for (int level = way.length - 1; level >= same; level--) {
                open[way[level]]--;
                visitor.place(way[level], level, self[level], nanos - begun[level]);
            }
            way = stack.methods();
            for (int level = same; level < way.length; level++) {
                open[way[level]]++;
            }
            Arrays.fill(begun, same, way.length, nanos);
            Arrays.fill(self, same, way.length, 0);
            nanos += stack.nanos();
            if (way.length > 0) {
                self[way.length - 1] += stack.nanos();
            }
        }
    }
}
