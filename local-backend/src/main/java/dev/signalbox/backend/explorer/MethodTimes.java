package dev.signalbox.backend.explorer;

import dev.signalbox.backend.explorer.FlameChart.Method;
import dev.signalbox.backend.explorer.FlameChart.Origin;
import dev.signalbox.backend.profile.FlameGraph;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The time of a method in a graph, and in the one that this is compared with.
 *
 * @param now its time in the graph that is looked at
 * @param before its time in the graph that this is compared with
 */
record MethodTimes(String name, Frame.Time now, Frame.Time before) {

    private static final int TOP = 40;

    /** The methods with most time in themselves; where graphs are compared, those whose share differs most. */
    static List<Method> top(FlameGraph graph, @Nullable FlameGraph before, Shares shares, Predicate<String> search) {
        Map<String, MethodTimes> byName = new HashMap<>();
        graph.methods()
                .forEach(method ->
                        byName.put(method.name(), new MethodTimes(method.name(), time(method), Frame.Time.NONE)));
        if (before != null) {
            before.methods()
                    .forEach(method -> byName.merge(
                            method.name(),
                            new MethodTimes(method.name(), Frame.Time.NONE, time(method)),
                            (both, earlier) -> new MethodTimes(both.name, both.now, earlier.before)));
        }
        // Chosen first: there are many thousands of methods.
        return byName.values().stream()
                .sorted(Comparator.<MethodTimes>comparingDouble(
                                method -> shares.weight(method.now.self(), method.before.self()))
                        .thenComparingLong(method -> method.now.total())
                        .reversed()
                        .thenComparing(MethodTimes::name))
                .limit(TOP)
                .map(method -> method.shown(shares, search))
                .toList();
    }

    private static Frame.Time time(FlameGraph.Method method) {
        return new Frame.Time(method.self(), method.total());
    }

    private Method shown(Shares shares, Predicate<String> search) {
        return new Method(
                name,
                Origin.of(name),
                now.self(),
                now.total(),
                before.self(),
                shares.change(now.self(), before.self()),
                search.test(name));
    }
}
