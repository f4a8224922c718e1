package dev.signalbox.backend.explorer;

import dev.signalbox.backend.explorer.FlameChart.Method;
import dev.signalbox.backend.explorer.FlameChart.Origin;
import dev.signalbox.backend.profile.FlameGraph.Node;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The time of each method, added up over all the places that it was called from. */
final class MethodTimes {

    private static final int TOP = 40;

    private final Predicate<String> search;
    private final Map<String, Times> byName = new HashMap<>();
    private int foundOnStack;
    private long found;

    private MethodTimes(Predicate<String> search) {
        this.search = search;
    }

    private static final class Times {
        private long self;
        private long total;
        private int onStack;
    }

    private record Step(Node node, boolean leave) {}

    static MethodTimes of(Node root, Predicate<String> search) {
        MethodTimes times = new MethodTimes(search);
        Deque<Step> open = new ArrayDeque<>();
        root.children().forEach(child -> open.push(new Step(child, false)));
        while (!open.isEmpty()) {
            Step step = open.pop();
            if (step.leave()) {
                times.leave(step.node());
            } else {
                times.enter(step.node());
                open.push(new Step(step.node(), true));
                step.node().children().forEach(child -> open.push(new Step(child, false)));
            }
        }
        return times;
    }

    /** Nanoseconds in methods that the search found and in what they called, none counted twice. */
    long found() {
        return found;
    }

    /** The methods with most time in themselves. */
    List<Method> top() {
        return byName.entrySet().stream()
                .map(entry -> new Method(
                        entry.getKey(),
                        Origin.of(entry.getKey()),
                        entry.getValue().self,
                        entry.getValue().total,
                        search.test(entry.getKey())))
                .sorted(Comparator.comparingLong(Method::self)
                        .thenComparingLong(Method::total)
                        .reversed()
                        .thenComparing(Method::name))
                .limit(TOP)
                .toList();
    }

    private void enter(Node node) {
        Times times = byName.computeIfAbsent(node.name(), name -> new Times());
        times.self += node.self();
        // A recursive method's time is in the outermost call already.
        if (times.onStack++ == 0) {
            times.total += node.total();
        }
        if (search.test(node.name()) && foundOnStack++ == 0) {
            found += node.total();
        }
    }

    private void leave(Node node) {
        byName.get(node.name()).onStack--;
        if (search.test(node.name())) {
            foundOnStack--;
        }
    }
}
