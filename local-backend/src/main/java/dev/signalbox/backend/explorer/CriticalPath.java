package dev.signalbox.backend.explorer;

import dev.signalbox.backend.trace.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What the duration of a trace is made of: at each moment the one span that the end waited for. Only what is on this
 * path makes the whole faster when it becomes faster itself.
 *
 * <p>Found backwards from the end of each span: the child that ended last was waited for, before its start the child
 * that had ended last by then, and in between the span itself was at work.
 */
final class CriticalPath {

    /** Nanoseconds since 1970 from and to which a span was waited for. */
    record Stretch(long start, long end) {}

    private final Function<String, List<Span>> children;
    private final Map<String, List<Stretch>> stretches = new HashMap<>();

    private CriticalPath(Function<String, List<Span>> children) {
        this.children = children;
    }

    /**
     * Finds the path below a span.
     *
     * @param children the spans whose parent has this id
     * @return by span id; together as long as the top, none at the same time as another
     */
    static Map<String, List<Stretch>> of(Span top, Function<String, List<Span>> children) {
        CriticalPath path = new CriticalPath(children);
        path.follow(top);
        return path.stretches;
    }

    /** A loop instead of recursion, since a trace may be thousands deep. */
    private void follow(Span top) {
        record Wait(Span span, Stretch time) {}
        Set<String> seen = new HashSet<>();
        Deque<Wait> open = new ArrayDeque<>();
        open.push(new Wait(top, new Stretch(top.startTimeUnixNano(), top.endTimeUnixNano())));
        while (!open.isEmpty()) {
            Wait wait = open.pop();
            if (!seen.add(wait.span().spanId())) {
                continue;
            }
            String id = wait.span().spanId();
            long cursor = wait.time().end();
            for (Span child : lastToEndFirst(id, wait.time().end())) {
                long start = Math.max(child.startTimeUnixNano(), wait.time().start());
                long end = Math.min(child.endTimeUnixNano(), wait.time().end());
                // One that ended after the cursor ran beside a child that was waited for longer.
                if (end <= cursor && start < end && !seen.contains(child.spanId())) {
                    add(id, end, cursor);
                    open.push(new Wait(child, new Stretch(start, end)));
                    cursor = start;
                }
            }
            add(id, wait.time().start(), cursor);
        }
    }

    private List<Span> lastToEndFirst(String id, long latest) {
        return children.apply(id).stream()
                .sorted(Comparator.<Span>comparingLong(span -> Math.min(span.endTimeUnixNano(), latest))
                        .reversed()
                        .thenComparingLong(Span::startTimeUnixNano))
                .toList();
    }

    private void add(String id, long start, long end) {
        if (start < end) {
            stretches.computeIfAbsent(id, span -> new ArrayList<>()).add(new Stretch(start, end));
        }
    }
}
