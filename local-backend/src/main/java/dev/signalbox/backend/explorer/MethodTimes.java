package dev.signalbox.backend.explorer;

import dev.signalbox.backend.explorer.FlameChart.Method;
import dev.signalbox.backend.explorer.FlameChart.Origin;
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

    private final Shares shares;
    private final Predicate<String> search;
    private final Map<String, Times> byName = new HashMap<>();
    private int foundOnStack;
    private long found;

    private MethodTimes(Shares shares, Predicate<String> search) {
        this.shares = shares;
        this.search = search;
    }

    private static final class Times {
        private long self;
        private long total;
        private long selfBefore;
        private int onStack;
    }

    private record Step(Frame frame, boolean leave) {}

    static MethodTimes of(Frame root, Shares shares, Predicate<String> search) {
        MethodTimes times = new MethodTimes(shares, search);
        Deque<Step> open = new ArrayDeque<>();
        root.children().forEach(child -> open.push(new Step(child, false)));
        while (!open.isEmpty()) {
            Step step = open.pop();
            if (step.leave()) {
                times.leave(step.frame());
            } else {
                times.enter(step.frame());
                open.push(new Step(step.frame(), true));
                step.frame().children().forEach(child -> open.push(new Step(child, false)));
            }
        }
        return times;
    }

    /** Nanoseconds in methods that the search found and in what they called, none counted twice. */
    long found() {
        return found;
    }

    /** The methods with most time in themselves; where graphs are compared, those whose share differs most. */
    List<Method> top() {
        // Chosen first: there are many thousands of methods.
        return byName.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Times>>comparingDouble(
                                method -> shares.weight(method.getValue().self, method.getValue().selfBefore))
                        .thenComparingLong(method -> method.getValue().total)
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(TOP)
                .map(method -> method(method.getKey(), method.getValue()))
                .toList();
    }

    private Method method(String name, Times times) {
        return new Method(
                name,
                Origin.of(name),
                times.self,
                times.total,
                times.selfBefore,
                shares.change(times.self, times.selfBefore),
                search.test(name));
    }

    private void enter(Frame frame) {
        Times times = byName.computeIfAbsent(frame.name(), name -> new Times());
        times.self += frame.now().self();
        times.selfBefore += frame.before().self();
        // A recursive method's time is in the outermost call already.
        if (times.onStack++ == 0) {
            times.total += frame.now().total();
        }
        if (search.test(frame.name()) && foundOnStack++ == 0) {
            found += frame.now().total();
        }
    }

    private void leave(Frame frame) {
        byName.get(frame.name()).onStack--;
        if (search.test(frame.name())) {
            foundOnStack--;
        }
    }
}
