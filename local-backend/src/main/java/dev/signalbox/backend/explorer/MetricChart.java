package dev.signalbox.backend.explorer;

import dev.signalbox.backend.promql.Exemplar;
import dev.signalbox.backend.promql.Series;
import dev.signalbox.backend.promql.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Lines over time, and the exemplars among them.
 *
 * @param comparable whether exemplars have their place by their values; otherwise they stand on the time axis
 * @param lines those with the highest values first
 * @param hidden how many lines are left out
 * @param dots exemplars; where there are many, the highest of each moment
 * @param thinned whether exemplars are left out
 */
record MetricChart(
        Instant from,
        Instant to,
        Unit unit,
        boolean comparable,
        List<Line> lines,
        int hidden,
        List<Exemplar> dots,
        boolean thinned) {

    /** Eight colours, each as a solid, a dashed and a dotted line. */
    static final int MOST_LINES = 24;

    private static final int COLOURS = 8;
    private static final int DASHES = 3;
    /** Labels that say no more than the service's name, unless it runs twice. */
    private static final Set<String> IDENTITY = Set.of("service_namespace", "service_instance_id", "instance", "job");

    private static final int MOMENTS = 60;
    private static final int DOTS_OF_A_MOMENT = 5;

    /** A named result of an expression. */
    record Part(String name, List<Series> series) {}

    /**
     * A line.
     *
     * @param colour a number of the stylesheet's {@code --service-} colours
     * @param dash 0 solid, 1 dashed, 2 dotted
     * @param points by time; null where there is a gap
     */
    record Line(
            String name,
            Map<String, String> labels,
            int colour,
            int dash,
            List<@Nullable Double[]> points,
            Range range) {}

    /** The lowest, the mean, the highest and the last of a line's values; null without any. */
    record Range(
            @Nullable Double lowest,
            @Nullable Double mean,
            @Nullable Double highest,
            @Nullable Double last) {

        private static Range of(Series series) {
            List<Double> values = series.points().stream()
                    .map(Series.Point::value)
                    .filter(Double::isFinite)
                    .toList();
            if (values.isEmpty()) {
                return new Range(null, null, null, null);
            }
            var summary = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
            return new Range(summary.getMin(), summary.getAverage(), summary.getMax(), values.get(values.size() - 1));
        }
    }

    static MetricChart of(
            Instant from,
            Instant to,
            Duration step,
            Unit unit,
            boolean comparable,
            List<Part> parts,
            List<Exemplar> exemplars,
            Display display) {
        record Named(String name, Series series, Range range) {}
        Function<Series, String> names =
                names(parts.stream().flatMap(part -> part.series().stream()).toList());
        List<Named> all = parts.stream()
                .flatMap(part -> part.series().stream().map(series -> {
                    String name = (names.apply(series) + " " + part.name()).strip();
                    return new Named(name.isEmpty() ? "all" : name, series, Range.of(series));
                }))
                .sorted(Comparator.comparing(
                        named -> named.range().highest(), Comparator.nullsLast(Comparator.reverseOrder())))
                .toList();
        long services = all.stream()
                .map(line -> line.series().labels().get("service_name"))
                .distinct()
                .count();
        Map<Integer, Integer> used = new HashMap<>();
        List<Line> lines = IntStream.range(0, Math.min(all.size(), MOST_LINES))
                .mapToObj(i -> {
                    Named line = all.get(i);
                    String service = line.series().labels().get("service_name");
                    // A service has its own colour, unless too many lines would share it.
                    int colour = service != null && all.size() <= DASHES * services
                            ? display.colourNumber(service)
                            : i % COLOURS;
                    return new Line(
                            line.name(),
                            line.series().labels(),
                            colour,
                            (used.merge(colour, 1, Integer::sum) - 1) % DASHES,
                            points(line.series(), step),
                            line.range());
                })
                .toList();
        // Several series may tell of the same request.
        Collection<Exemplar> traces = exemplars.stream()
                .collect(Collectors.toMap(Exemplar::traceId, Function.identity(), MetricChart::higher))
                .values();
        List<Exemplar> dots = thin(traces, from, to);
        return new MetricChart(
                from, to, unit, comparable, lines, all.size() - lines.size(), dots, dots.size() < traces.size());
    }

    /** Names series by the labels in which they differ. */
    private static Function<Series, String> names(List<Series> all) {
        Map<String, Long> values = all.stream()
                .flatMap(series -> series.labels().entrySet().stream())
                .distinct()
                .collect(Collectors.groupingBy(Map.Entry::getKey, TreeMap::new, Collectors.counting()));
        Map<String, Long> carriers = all.stream()
                .flatMap(series -> series.labels().keySet().stream())
                .collect(Collectors.groupingBy(label -> label, Collectors.counting()));
        List<String> telling = values.keySet().stream()
                .filter(label -> values.get(label) > 1 || carriers.get(label) < all.size() || all.size() == 1)
                .filter(label -> !label.equals("__name__") || values.get(label) > 1)
                .toList();
        Function<Series, String> brief = series -> name(series, telling, true);
        boolean toldApart = all.stream().map(brief).distinct().count()
                == all.stream().map(Series::labels).distinct().count();
        return toldApart ? brief : series -> name(series, telling, false);
    }

    private static String name(Series series, List<String> telling, boolean brief) {
        Map<String, String> labels = series.labels();
        boolean serviceSaysIt = brief && labels.containsKey("service_name");
        List<String> shown = telling.stream()
                .filter(label -> !labels.getOrDefault(label, "").isEmpty())
                .filter(label -> !(serviceSaysIt && IDENTITY.contains(label)))
                .toList();
        if (shown.isEmpty() && !telling.isEmpty()) {
            return "without " + String.join(", ", telling);
        }
        return shown.size() == 1
                ? labels.get(shown.get(0))
                : shown.stream().map(label -> label + "=" + labels.get(label)).collect(Collectors.joining(", "));
    }

    private static List<@Nullable Double[]> points(Series series, Duration step) {
        List<@Nullable Double[]> points = new ArrayList<>();
        long before = Long.MAX_VALUE;
        for (Series.Point point : series.points()) {
            if (point.epochMillis() - before > step.toMillis() * 3 / 2) {
                points.add(new Double[] {(double) before + step.toMillis(), null});
            }
            points.add(
                    new Double[] {(double) point.epochMillis(), Double.isFinite(point.value()) ? point.value() : null});
            before = point.epochMillis();
        }
        return points;
    }

    private static List<Exemplar> thin(Collection<Exemplar> exemplars, Instant from, Instant to) {
        long moment = Math.max(1, Duration.between(from, to).toMillis() / MOMENTS);
        return exemplars.stream()
                .collect(Collectors.groupingBy(dot -> dot.at().toEpochMilli() / moment))
                .values()
                .stream()
                .flatMap(dots -> dots.stream()
                        .sorted(Comparator.comparing(Exemplar::value).reversed())
                        .limit(DOTS_OF_A_MOMENT))
                .sorted(Comparator.comparing(Exemplar::at))
                .toList();
    }

    private static Exemplar higher(Exemplar one, Exemplar other) {
        return one.value() >= other.value() ? one : other;
    }
}
