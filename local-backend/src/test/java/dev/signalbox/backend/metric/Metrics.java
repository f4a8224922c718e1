package dev.signalbox.backend.metric;

import com.google.protobuf.ByteString;
import dev.signalbox.backend.Otlp;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.HexFormat;

/** Metrics in OTLP. */
public final class Metrics {

    public static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private Metrics() {}

    public static ExportMetricsServiceRequest request(Metric.Builder... metrics) {
        ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
        for (Metric.Builder metric : metrics) {
            scope.addMetrics(metric);
        }
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(Otlp.resource("auth-service"))
                        .addScopeMetrics(scope))
                .build();
    }

    public static Metric.Builder counter(String name, String unit, double value) {
        Metric.Builder metric = Metric.newBuilder().setName(name).setUnit(unit);
        metric.getSumBuilder()
                .setIsMonotonic(true)
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(NumberDataPoint.newBuilder()
                        .setAsDouble(value)
                        .addAttributes(Otlp.attribute("http.route", "/sessions")));
        return metric;
    }

    public static Metric.Builder gauge(String name, String unit, double value) {
        Metric.Builder metric = Metric.newBuilder().setName(name).setUnit(unit);
        metric.getGaugeBuilder().addDataPoints(NumberDataPoint.newBuilder().setAsDouble(value));
        return metric;
    }

    /** Buckets up to 0.1, up to 1 with an exemplar, and above. */
    public static Metric.Builder histogram(String name, String unit, long low, long middle, long high) {
        Metric.Builder metric = Metric.newBuilder().setName(name).setUnit(unit);
        metric.getHistogramBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(HistogramDataPoint.newBuilder()
                        .setCount(low + middle + high)
                        .setSum(2.5)
                        .addExplicitBounds(0.1)
                        .addExplicitBounds(1)
                        .addBucketCounts(low)
                        .addBucketCounts(middle)
                        .addBucketCounts(high)
                        .addExemplars(Exemplar.newBuilder()
                                .setAsDouble(0.5)
                                .setTimeUnixNano(Otlp.now())
                                .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(TRACE_ID)))
                                .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex("00f067aa0ba902b7")))));
        return metric;
    }
}
