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
 * Adds stacks up to a flame graph. Stacks are hundreds of frames of the same some ten thousand methods, so they are kept
 * as numbers, and sorted: those that share their callers then lie beside each other.
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

    /** Frames of all stacks, 40 MB. */
    private static final int MOST_FRAMES = 10_000_000;

    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<Times> methods = new ArrayList<>();
    private final List<Stack> stacks = new ArrayList<>();
    private final int folded = method(FOLDED);
    private long samples;
    private long total;
    private int frames;
    private int added;
    private boolean truncated;

    private record Stack(int[] methods, long nanos) {}

    private static final class Times {
        private String name;
        private long self;
        private long total;
        private int lastStack;
    }

    /** The number of a method, to add stacks with. */
    public int method(String name) {
        name(name, name);
        return method((Object) name);
    }

    /** The number of a method that is named later. */
    int method(Object key) {
        return numbers.computeIfAbsent(key, added -> {
            methods.add(new Times());
            return methods.size() - 1;
        });
    }

    /** Names a method, before or after stacks are added with its number. */
    void name(Object key, String name) {
        methods.get(method(key)).name = name;
    }

    /** Adds a stack, numbers of methods and the outermost caller first, that was seen in so many samples for so long. */
    public void add(int[] stack, long hits, long nanos) {
        samples += hits;
        total += nanos;
        measure(stack, nanos);
        int[] kept = fold(stack);
        if (frames + kept.length > MOST_FRAMES) {
            truncated = true;
            return;
        }
        frames += kept.length;
        stacks.add(new Stack(kept, nanos));
    }

    /** The graph of what was added; to be built once. */
    public FlameGraph build() {
        stacks.sort(Comparator.comparing(Stack::methods, Arrays::compare));
        // Completes the places of the last one.
        stacks.add(new Stack(new int[0], 0));
        Node root = root(smallest());
        return new FlameGraph(
                samples,
                "nanoseconds",
                truncated,
                root,
                methods.stream()
                        .filter(method -> method.lastStack > 0)
                        .map(method -> new Method(method.name, method.self, method.total))
                        .toList());
    }

    /** Exact, whatever the graph leaves out; a method that calls itself counts once. */
    private void measure(int[] stack, long nanos) {
        added++;
        for (int number : stack) {
            Times method = methods.get(number);
            if (method.lastStack != added) {
                method.lastStack = added;
                method.total += nanos;
            }
        }
        if (stack.length > 0) {
            methods.get(stack[stack.length - 1]).self += nanos;
        }
    }

    /** Both ends stay: who called, and what was running. */
    private int[] fold(int[] stack) {
        if (stack.length <= MOST_LEVELS) {
            return stack;
        }
        truncated = true;
        int[] kept = Arrays.copyOf(stack, MOST_LEVELS);
        int end = MOST_LEVELS / 2 - 1;
        kept[MOST_LEVELS / 2] = folded;
        System.arraycopy(stack, stack.length - end, kept, MOST_LEVELS - end, end);
        return kept;
    }

    /** The time from which on a place is in the graph, so that they are few enough. */
    private long smallest() {
        LongStream.Builder totals = LongStream.builder();
        eachPlace((level, method, self, nanos) -> totals.add(nanos));
        long[] sorted = totals.build().sorted().toArray();
        return sorted.length <= MOST_NODES ? 0 : sorted[sorted.length - MOST_NODES - 1] + 1;
    }

    private Node root(long smallest) {
        // Of each level the places whose caller is not complete.
        List<List<Node>> open = new ArrayList<>();
        for (int level = 0; level <= MOST_LEVELS; level++) {
            open.add(new ArrayList<>());
        }
        eachPlace((level, method, self, nanos) -> {
            if (nanos < smallest) {
                truncated = true;
            } else {
                List<Node> children = open.get(level + 1);
                open.get(level).add(node(methods.get(method).name, self, nanos, children));
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
        void place(int level, int method, long self, long nanos);
    }

    /** Goes through the sorted stacks once: where one leaves the way of the one before, the places below are complete. */
    private void eachPlace(Visitor visitor) {
        long[] begun = new long[MOST_LEVELS];
        long[] self = new long[MOST_LEVELS];
        int[] way = {};
        long nanos = 0;
        for (Stack stack : stacks) {
            int same = Arrays.mismatch(way, stack.methods());
            same = same < 0 ? way.length : same;
            for (int level = way.length - 1; level >= same; level--) {
                visitor.place(level, way[level], self[level], nanos - begun[level]);
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
