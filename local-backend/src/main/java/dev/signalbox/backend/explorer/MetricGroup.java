package dev.signalbox.backend.explorer;

import dev.signalbox.backend.promql.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metrics whose names begin with the same word, which is who or what they are about.
 *
 * @param word such as jvm
 * @param metrics by name
 */
public record MetricGroup(String word, List<Metric> metrics) {

    /** For the metrics that are the only ones of theirs. */
    static final String OTHERS = "others";

    /** By word; at the end those that would be alone. */
    static List<MetricGroup> of(List<Metric> metrics) {
        Map<String, List<Metric>> byWord = new LinkedHashMap<>();
        metrics.forEach(metric -> byWord.computeIfAbsent(metric.name().split("[_:]", 2)[0], word -> new ArrayList<>())
                .add(metric));
        List<MetricGroup> groups = new ArrayList<>();
        List<Metric> others = new ArrayList<>();
        byWord.forEach((word, same) -> {
            if (same.size() == 1) {
                others.addAll(same);
            } else {
                groups.add(new MetricGroup(word, same));
            }
        });
        if (!others.isEmpty()) {
            groups.add(new MetricGroup(OTHERS, others));
        }
        return groups;
    }
}
