package dev.signalbox.lab.verify;

import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.LogLine;
import dev.signalbox.lab.observe.Sample;
import dev.signalbox.lab.observe.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was sent against what arrived. The same request, made many times, makes the same spans and lines each time: what
 * most of them have was sent by all. What senders and receivers themselves say to have dropped is told beside it.
 */
final class Loss {

    /** What senders and receivers count when they lose something. Not each lab has each. */
    private static final String DROPPED = "{__name__=~\"loki4j_drop_events_total|loki4j_send_errors_total"
            + "|signalbox_ingest_(dropped|rejected|requests_refused|requests_malformed)_total"
            + "|otelcol_(receiver_refused|exporter_send_failed)_.*\"}"
            + " or processedSpans_total{dropped=\"true\"} or otlp_exporter_exported_total{success=\"false\"}";

    private final Backends backends;
    private final boolean prometheus;
    private final Place place;
    private final Map<Map<String, String>, Double> before;

    /** From now on. */
    Loss(Backends backends, boolean prometheus, Place place) {
        this.backends = backends;
        this.prometheus = prometheus;
        this.place = place;
        this.before = dropped();
    }

    private Map<Map<String, String>, Double> dropped() {
        return prometheus
                ? backends.query(DROPPED).stream().collect(Collectors.toMap(Sample::labels, Sample::value))
                : Map.of();
    }

    /**
     * @param services those that have a part in each
     * @param traces of one kind of request, all of which have been answered
     */
    List<Row> count(Set<String> services, Collection<String> traces) {
        List<Row> rows = new ArrayList<>();
        rows.addAll(count(
                "spans",
                services,
                traces,
                trace -> backends.trace(trace).stream()
                        .collect(Collectors.groupingBy(Span::service, Collectors.counting()))));
        rows.addAll(count(
                "log lines",
                services,
                traces,
                trace -> backends.logsOfTrace(trace).stream()
                        .collect(Collectors.groupingBy(LogLine::service, Collectors.counting()))));
        rows.add(counters());
        return rows;
    }

    private List<Row> count(
            String what,
            Set<String> services,
            Collection<String> traces,
            Function<String, Map<String, Long>> arrivals) {
        Map<String, List<Long>> byService = new TreeMap<>();
        services.forEach(service -> byService.put(service, new ArrayList<>()));
        for (String trace : traces) {
            arrivals.apply(trace)
                    .forEach((service, count) -> byService
                            .computeIfAbsent(service, name -> new ArrayList<>())
                            .add(count));
        }
        List<Row> rows = new ArrayList<>();
        byService.forEach((service, counts) -> {
            String name = what + " of " + service + ": sent and arrived";
            String look = "the log of " + service + "; " + place.received();
            if (counts.isEmpty()) {
                rows.add(Row.failed(name, "any of " + traces.size() + " requests", look));
                return;
            }
            long ofEach = mostFrequent(counts);
            long sent = ofEach * traces.size();
            long arrived =
                    counts.stream().mapToLong(count -> Math.min(count, ofEach)).sum();
            String said = "sent " + sent + ", arrived " + arrived + ", lost " + (sent - arrived);
            rows.add(arrived == sent ? Row.passed(name, said, Duration.ZERO) : Row.failed(name, said, look));
        });
        return rows;
    }

    /** Of what most requests have. */
    static long mostFrequent(List<Long> counts) {
        return counts.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<Long, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }

    private Row counters() {
        String name = "nothing dropped on the way";
        if (!prometheus) {
            return Row.withoutPrometheus(name);
        }
        Map<Map<String, String>, Double> lost = new HashMap<>(dropped());
        lost.replaceAll((labels, count) -> count - before.getOrDefault(labels, 0.0));
        lost.values().removeIf(count -> count <= 0);
        return lost.isEmpty()
                ? Row.passed(name, "what senders and receivers count as lost has not grown", Duration.ZERO)
                : Row.failed(name, "what was counted as lost: " + lost, "docs/runbooks/TelemetryLost.md");
    }
}
