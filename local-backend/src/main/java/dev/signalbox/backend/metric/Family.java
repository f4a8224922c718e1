package dev.signalbox.backend.metric;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.Collection;
import java.util.List;

/** What all series of one name have in common. */
record Family(MetricMetadata metadata, Type type) {

    /** Prometheus' types of metrics. */
    enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM,
        SUMMARY
    }

    String name() {
        return metadata.getPrometheusName();
    }

    /** The family with its points, all of which must be of its type. */
    MetricSnapshot snapshot(Collection<DataPointSnapshot> points) {
        return switch (type) {
            case COUNTER -> new CounterSnapshot(metadata, all(points, CounterDataPointSnapshot.class));
            case GAUGE -> new GaugeSnapshot(metadata, all(points, GaugeDataPointSnapshot.class));
            case HISTOGRAM -> new HistogramSnapshot(metadata, all(points, HistogramDataPointSnapshot.class));
            case SUMMARY -> new SummarySnapshot(metadata, all(points, SummaryDataPointSnapshot.class));
        };
    }

    private static <T> List<T> all(Collection<DataPointSnapshot> points, Class<T> type) {
        return points.stream().map(type::cast).toList();
    }
}
