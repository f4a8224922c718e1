package dev.signalbox.backend.explorer;

import dev.signalbox.backend.query.Times;
import dev.signalbox.backend.trace.Span;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trace as rows: parents before their children, children by start.
 *
 * <p>What arrived is shown as it is. A span whose parent is not there, or that is its own ancestor, stands at the top
 * and is marked; a span that was delivered twice is shown once.
 *
 * @param start nanoseconds since 1970 of the earliest start
 * @param duration nanoseconds from there to the latest end, at least 1
 * @param rows every span
 * @param complete whether there is one root and every other span's parent is there
 */
public record Waterfall(long start, long duration, List<Row> rows, boolean complete) {

    /**
     * A span in its place.
     *
     * @param depth number of ancestors that are there
     * @param orphan whether it names a parent that is not there
     * @param entersService whether its service is another than its parent's
     * @param left start of the bar in percent of the width
     * @param width length of the bar in percent of the width
     * @param critical where it is on the critical path
     * @param criticalNanos how long it is on the critical path
     */
    public record Row(
            Span span,
            int depth,
            boolean orphan,
            boolean entersService,
            double left,
            double width,
            List<Double> events,
            List<Part> critical,
            long criticalNanos) {

        public boolean failed() {
            return span.status().equals("ERROR");
        }
    }

    /** A part of the width, in percent. */
    public record Part(double left, double width) {}

    /** A line of the time axis. */
    public record Tick(double left, long nanos) {}

    /** Lays out the spans of one trace, of which there must be one at least. */
    static Waterfall of(List<Span> spans) {
        Map<String, Span> byId = new LinkedHashMap<>();
        spans.forEach(span -> byId.putIfAbsent(span.spanId(), span));
        long start = spans.stream().mapToLong(Span::startTimeUnixNano).min().orElseThrow();
        long end = spans.stream().mapToLong(Span::endTimeUnixNano).max().orElseThrow();
        return new Layout(byId, start, Math.max(1, end - start)).layOut();
    }

    /** The row of a span. */
    Optional<Row> row(String spanId) {
        return rows.stream().filter(row -> row.span().spanId().equals(spanId)).findFirst();
    }

    /** The row that stands for the trace: its root, or the earliest there is. */
    public Row first() {
        return rows.stream()
                .filter(row -> row.span().parentSpanId() == null)
                .findFirst()
                .orElse(rows.get(0));
    }

    public Instant startTime() {
        return Times.instant(start);
    }

    public long errors() {
        return rows.stream().filter(Row::failed).count();
    }

    public long orphans() {
        return rows.stream().filter(Row::orphan).count();
    }

    public boolean hasRoot() {
        return rows.stream().anyMatch(row -> row.span().parentSpanId() == null);
    }

    /** Every service that took part, in the order of its first span. */
    public List<String> services() {
        return rows.stream().map(row -> row.span().service()).distinct().toList();
    }

    /**
     * The span that the profiler knows the given one by: itself, or the nearest ancestor in the same service that is
     * marked, since only the first span of a request in a service is.
     */
    Optional<Span> profiled(Span span) {
        Map<String, Span> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.span().spanId(), row.span()));
        Set<String> seen = new HashSet<>();
        for (Span at = span; at != null && seen.add(at.spanId()); at = byId.get(at.parentSpanId())) {
            if (!at.service().equals(span.service())) {
                break;
            }
            if (at.profileId() != null) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** Lines of the time axis at round distances, from 0, four to six of them. */
    public List<Tick> ticks() {
        double rough = duration / 4.0;
        double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = rough / magnitude;
        long distance = Math.max(1, Math.round((step < 1.5 ? 1 : step < 3.5 ? 2 : step < 7.5 ? 5 : 10) * magnitude));
        List<Tick> ticks = new ArrayList<>();
        // A line so near to the end that its label would not fit is left out.
        for (long at = 0; at <= duration * 0.87; at += distance) {
            ticks.add(new Tick(100.0 * at / duration, at));
        }
        return ticks;
    }

    private static final class Layout {
        private final Map<String, Span> byId;
        private final Map<String, List<Span>> children = new HashMap<>();
        private final long start;
        private final long duration;
        private final Set<String> placed = new HashSet<>();
        private final List<Row> rows = new ArrayList<>();
        private Map<String, List<CriticalPath.Stretch>> critical = Map.of();

        Layout(Map<String, Span> byId, long start, long duration) {
            this.byId = byId;
            this.start = start;
            this.duration = duration;
        }

        Waterfall layOut() {
            List<Span> tops = new ArrayList<>();
            for (Span span : byId.values()) {
                if (parent(span) == null) {
                    tops.add(span);
                } else {
                    children.computeIfAbsent(span.parentSpanId(), id -> new ArrayList<>())
                            .add(span);
                }
            }
            children.values().forEach(siblings -> siblings.sort(Comparator.comparingLong(Span::startTimeUnixNano)));
            // The root before orphans, whatever the clocks of the services say.
            tops.sort(Comparator.<Span, Boolean>comparing(span -> span.parentSpanId() != null)
                    .thenComparingLong(Span::startTimeUnixNano));
            if (!tops.isEmpty()) {
                critical = CriticalPath.of(tops.get(0), id -> children.getOrDefault(id, List.of()));
            }
            tops.forEach(this::place);
            // Whatever no top leads to runs in a circle: it is cut where it starts.
            List.copyOf(byId.values()).forEach(this::place);
            boolean complete = tops.size() == 1
                    && tops.get(0).parentSpanId() == null
                    && rows.stream().noneMatch(Row::orphan);
            return new Waterfall(start, duration, List.copyOf(rows), complete);
        }

        /** Places the span and all below it; a loop instead of recursion, since a trace may be thousands deep. */
        private void place(Span top) {
            record Step(Span span, int depth) {}
            Deque<Step> steps = new ArrayDeque<>();
            steps.push(new Step(top, 0));
            while (!steps.isEmpty()) {
                Step step = steps.pop();
                if (!placed.add(step.span().spanId())) {
                    continue;
                }
                rows.add(row(step.span(), step.depth()));
                List<Span> below = children.getOrDefault(step.span().spanId(), List.of());
                for (int i = below.size() - 1; i >= 0; i--) {
                    steps.push(new Step(below.get(i), step.depth() + 1));
                }
            }
        }

        private Row row(Span span, int depth) {
            Span parent = depth == 0 ? null : parent(span);
            List<CriticalPath.Stretch> waitedFor = critical.getOrDefault(span.spanId(), List.of());
            return new Row(
                    span,
                    depth,
                    depth == 0 && span.parentSpanId() != null,
                    parent == null || !parent.service().equals(span.service()),
                    percent(span.startTimeUnixNano() - start),
                    percent(span.durationNano()),
                    span.events().stream()
                            .map(event -> percent(event.timeUnixNano() - start))
                            .filter(at -> at >= 0 && at <= 100)
                            .toList(),
                    waitedFor.stream()
                            .map(stretch -> new Part(
                                    percent(stretch.start() - start), percent(stretch.end() - stretch.start())))
                            .toList(),
                    waitedFor.stream()
                            .mapToLong(stretch -> stretch.end() - stretch.start())
                            .sum());
        }

        private @Nullable Span parent(Span span) {
            return span.parentSpanId() == null ? null : byId.get(span.parentSpanId());
        }

        private double percent(long nanos) {
            return Math.round(100_000.0 * nanos / duration) / 1000.0;
        }
    }
}
