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
 * Adds stacks up to a flame graph. Those of most time come first, since there is a bound to what is told apart. Stacks
 * are hundreds of frames of the same some ten thousand methods, so they are kept as numbers, and sorted: those that
 * share their callers then lie beside each other.
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

    private final Map<String, Integer> numbers = new HashMap<>();
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
        private final String name;
        private long self;
        private long total;
        private int lastStack;

        Times(String name) {
            this.name = name;
        }
    }

    /** The number of a method, to add stacks with. */
    public int method(String name) {
        return numbers.computeIfAbsent(name, added -> {
            methods.add(new Times(added));
            return methods.size() - 1;
        });
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
        Node root = node("all", 0, stacks.size(), 0, smallest());
        return new FlameGraph(
                samples,
                "nanoseconds",
                truncated,
                new Node(root.name(), root.self(), total, root.children()),
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
        addTotals(0, stacks.size(), 0, totals);
        long[] sorted = totals.build().sorted().toArray();
        return sorted.length <= MOST_NODES ? 0 : sorted[sorted.length - MOST_NODES - 1] + 1;
    }

    private void addTotals(int from, int to, int level, LongStream.Builder totals) {
        for (int first = ended(from, to, level); first < to; ) {
            int next = next(first, to, level);
            totals.add(nanos(first, next));
            addTotals(first, next, level + 1, totals);
            first = next;
        }
    }

    /** What the stacks from one to another, exclusively, have in common down to a level. */
    private Node node(String name, int from, int to, int level, long smallest) {
        int ended = ended(from, to, level);
        List<Node> children = new ArrayList<>();
        for (int first = ended; first < to; ) {
            int next = next(first, to, level);
            if (nanos(first, next) < smallest) {
                truncated = true;
            } else {
                String method = methods.get(stacks.get(first).methods()[level]).name;
                children.add(node(method, first, next, level + 1, smallest));
            }
            first = next;
        }
        children.sort(Comparator.comparingLong(Node::total).reversed().thenComparing(Node::name));
        return new Node(name, nanos(from, ended), nanos(from, to), List.copyOf(children));
    }

    /** The first stack that goes on below a level; those that end there are sorted before it. */
    private int ended(int from, int to, int level) {
        int stack = from;
        while (stack < to && stacks.get(stack).methods().length == level) {
            stack++;
        }
        return stack;
    }

    /** The first stack that calls another method at a level than this one. */
    private int next(int first, int to, int level) {
        int method = stacks.get(first).methods()[level];
        int stack = first;
        while (stack < to && stacks.get(stack).methods()[level] == method) {
            stack++;
        }
        return stack;
    }

    private long nanos(int from, int to) {
        long sum = 0;
        for (int stack = from; stack < to; stack++) {
            sum += stacks.get(stack).nanos();
        }
        return sum;
    }
}
