package dev.signalbox.backend.metric;

import dev.signalbox.backend.otlp.OtlpValues;
import dev.signalbox.backend.store.Json;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes Prometheus' series of an OTLP request, as the collector's Prometheus exporter does.
 *
 * <p>Cumulative sums, gauges, histograms with explicit buckets and summaries are taken. Rejected are delta sums and
 * histograms (whoever adds them up has to see every one of them exactly once, which needs a collector) and exponential
 * histograms (the text formats cannot say them).
 */
final class MetricDecoder {

    /**
     * A point of a series.
     *
     * @param value null when the sender says that the series has ended
     * @param bytes memory it takes, estimated
     */
    record Point(Family family, Labels labels, @Nullable DataPointSnapshot value, long bytes) {}

    /**
     * What a request holds.
     *
     * @param targets labels of {@code target_info}, one for each resource
     * @param rejected how many of its points cannot be taken
     */
    record Decoded(List<Point> points, List<Labels> targets, int rejected) {}

    private final List<Point> points = new ArrayList<>();
    private final List<Labels> targets = new ArrayList<>();
    private int rejected;

    private MetricDecoder() {}

    static Decoded decode(ExportMetricsServiceRequest request) {
        MetricDecoder decoder = new MetricDecoder();
        request.getResourceMetricsList().forEach(decoder::add);
        return new Decoded(decoder.points, decoder.targets, decoder.rejected);
    }

    private void add(ResourceMetrics resourceMetrics) {
        Map<String, Object> resource =
                OtlpValues.map(resourceMetrics.getResource().getAttributesList());
        Target target = Target.of(resource);
        targets.add(target.info());
        for (ScopeMetrics scopeMetrics : resourceMetrics.getScopeMetricsList()) {
            for (Metric metric : scopeMetrics.getMetricsList()) {
                add(metric, target);
            }
        }
    }

    private void add(Metric metric, Target target) {
        switch (metric.getDataCase()) {
            case GAUGE -> numbers(metric, metric.getGauge().getDataPointsList(), Family.Type.GAUGE, target);
            case SUM -> {
                if (metric.getSum().getAggregationTemporality() == CUMULATIVE) {
                    Family.Type type = metric.getSum().getIsMonotonic() ? Family.Type.COUNTER : Family.Type.GAUGE;
                    numbers(metric, metric.getSum().getDataPointsList(), type, target);
                } else {
                    rejected += metric.getSum().getDataPointsCount();
                }
            }
            case HISTOGRAM -> {
                if (metric.getHistogram().getAggregationTemporality() == CUMULATIVE) {
                    histograms(metric, target);
                } else {
                    rejected += metric.getHistogram().getDataPointsCount();
                }
            }
            case SUMMARY -> summaries(metric, target);
            case EXPONENTIAL_HISTOGRAM ->
                rejected += metric.getExponentialHistogram().getDataPointsCount();
            default -> {
                // A metric without data has no points to reject.
            }
        }
    }

    private static final AggregationTemporality CUMULATIVE = AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;

    private void numbers(Metric metric, List<NumberDataPoint> numbers, Family.Type type, Target target) {
        Family family = family(metric, type);
        for (NumberDataPoint number : numbers) {
            add(family, target, number.getAttributesList(), number.getFlags(), number.getSerializedSize(), labels -> {
                double value = number.hasAsInt() ? number.getAsInt() : number.getAsDouble();
                Exemplar exemplar = exemplars(number.getExemplarsList()).getLatest();
                return type == Family.Type.COUNTER
                        ? new CounterDataPointSnapshot(value, labels, exemplar, 0)
                        : new GaugeDataPointSnapshot(value, labels, null);
            });
        }
    }

    private void histograms(Metric metric, Target target) {
        Family family = family(metric, Family.Type.HISTOGRAM);
        for (HistogramDataPoint point : metric.getHistogram().getDataPointsList()) {
            add(
                    family,
                    target,
                    point.getAttributesList(),
                    point.getFlags(),
                    point.getSerializedSize(),
                    labels -> new HistogramDataPointSnapshot(
                            buckets(point),
                            point.hasSum() ? point.getSum() : Double.NaN,
                            labels,
                            exemplars(point.getExemplarsList()),
                            0));
        }
    }

    private void summaries(Metric metric, Target target) {
        Family family = family(metric, Family.Type.SUMMARY);
        for (SummaryDataPoint point : metric.getSummary().getDataPointsList()) {
            add(
                    family,
                    target,
                    point.getAttributesList(),
                    point.getFlags(),
                    point.getSerializedSize(),
                    labels -> new SummaryDataPointSnapshot(
                            point.getCount(),
                            point.getSum(),
                            Quantiles.of(point.getQuantileValuesList().stream()
                                    .map(value -> new Quantile(value.getQuantile(), value.getValue()))
                                    .toList()),
                            labels,
                            Exemplars.EMPTY,
                            0));
        }
    }

    private void add(
            Family family,
            Target target,
            List<KeyValue> attributes,
            int flags,
            int wireSize,
            Function<Labels, DataPointSnapshot> value) {
        try {
            Labels labels = target.labels(OtlpValues.map(attributes));
            boolean ended = (flags & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) != 0;
            long bytes = 4L * wireSize + target.size() + 500;
            points.add(new Point(family, labels, ended ? null : value.apply(labels), bytes));
        } catch (IllegalArgumentException e) {
            // The library says no to what Prometheus cannot take: a negative counter, buckets out of order.
            rejected++;
        }
    }

    private static Family family(Metric metric, Family.Type type) {
        MetricName name = MetricName.of(metric);
        // Suffixes that the formats reserve for their own use cannot be at the end of a name.
        String base = PrometheusNaming.sanitizeMetricName(name.base());
        boolean hasUnit = !name.unit().isEmpty() && base.endsWith("_" + name.unit());
        String help = metric.getDescription().isEmpty() ? null : metric.getDescription();
        return new Family(new MetricMetadata(base, help, hasUnit ? new Unit(name.unit()) : null), type);
    }

    private static ClassicHistogramBuckets buckets(HistogramDataPoint point) {
        List<Double> bounds = new ArrayList<>(point.getExplicitBoundsList());
        bounds.add(Double.POSITIVE_INFINITY);
        List<Long> counts = point.getBucketCountsCount() == 0 ? List.of(point.getCount()) : point.getBucketCountsList();
        for (int i = 1; i < bounds.size(); i++) {
            if (!(bounds.get(i - 1) < bounds.get(i))) {
                throw new IllegalArgumentException("bounds out of order");
            }
        }
        return ClassicHistogramBuckets.of(bounds, counts);
    }

    /** Those that lead to a trace. */
    private static Exemplars exemplars(List<io.opentelemetry.proto.metrics.v1.Exemplar> exemplars) {
        return Exemplars.of(exemplars.stream()
                .filter(exemplar ->
                        OtlpValues.isId(exemplar.getTraceId(), 16) && OtlpValues.isId(exemplar.getSpanId(), 8))
                .map(exemplar -> Exemplar.builder()
                        .value(exemplar.hasAsInt() ? exemplar.getAsInt() : exemplar.getAsDouble())
                        .traceId(OtlpValues.hex(exemplar.getTraceId()))
                        .spanId(OtlpValues.hex(exemplar.getSpanId()))
                        .timestampMillis(TimeUnit.NANOSECONDS.toMillis(exemplar.getTimeUnixNano()))
                        .build())
                .toList());
    }

    /** Where metrics come from, as labels. */
    private record Target(Map<String, String> identity, Labels info, int size) {

        static Target of(Map<String, Object> resource) {
            String name = textOr(resource, "service.name", "unknown_service");
            String namespace = OtlpValues.text(resource, "service.namespace");
            String instance = OtlpValues.text(resource, "service.instance.id");
            Map<String, String> identity = new TreeMap<>();
            identity.put("job", namespace == null ? name : namespace + "/" + name);
            identity.put("service_name", name);
            if (namespace != null) {
                identity.put("service_namespace", namespace);
            }
            if (instance != null) {
                identity.put("instance", instance);
                identity.put("service_instance_id", instance);
            }
            Map<String, String> info = new TreeMap<>();
            resource.forEach((key, value) -> info.put(MetricName.label(key), text(value)));
            info.putAll(identity);
            int size = 100 * identity.size();
            return new Target(identity, sorted(info), size);
        }

        Labels labels(Map<String, Object> attributes) {
            Map<String, String> labels = new TreeMap<>();
            // Attributes that become the same label are joined, as the specification says.
            attributes.forEach((key, value) ->
                    labels.merge(MetricName.label(key), text(value), (one, other) -> one + ";" + other));
            labels.putAll(identity);
            return sorted(labels);
        }

        private static Labels sorted(Map<String, String> labels) {
            return Labels.of(List.copyOf(labels.keySet()), List.copyOf(labels.values()));
        }

        private static String textOr(Map<String, Object> attributes, String key, String otherwise) {
            String text = OtlpValues.text(attributes, key);
            return text == null ? otherwise : text;
        }

        private static String text(Object value) {
            return value instanceof List || value instanceof Map ? Json.write(value) : value.toString();
        }
    }
}
