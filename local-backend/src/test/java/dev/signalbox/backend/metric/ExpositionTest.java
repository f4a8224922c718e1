package dev.signalbox.backend.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.Otlp;
import dev.signalbox.backend.RunningBackend;
import dev.signalbox.backend.port.Listener;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics come in by OTLP and go out as Prometheus scrapes them. */
class ExpositionTest {

    private static final String IDENTITY = "instance=\"auth-service-1\",job=\"signalbox/auth-service\","
            + "service_instance_id=\"auth-service-1\",service_name=\"auth-service\",service_namespace=\"signalbox\"";

    /** A line of OpenMetrics that is not a comment: name, labels, value, and perhaps an exemplar. */
    private static final Pattern LINE = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*"
            + "(\\{([a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\\\\n]|\\\\.)*\",?)*})? (NaN|[-+0-9.eE]+|[-+]Inf)"
            + "( # \\{.*} [-+0-9.eE]+( [0-9.]+)?)?");

    @TempDir
    static Path store;

    private static RunningBackend backend;

    @BeforeAll
    static void start() {
        backend = RunningBackend.start(store, "signalbox.metrics.expire-after=5s", "signalbox.metrics.max-series=20");
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @Test
    void aCounterAGaugeAndAHistogramAreExposedWithTheirExemplar() {
        send(
                Metrics.counter("logins", "{login}", 5),
                Metrics.gauge("pool.size", "By", 7),
                Metrics.histogram("password.hash.duration", "s", 1, 2, 3));

        List<String> lines = openMetrics().lines().toList();

        assertThat(lines)
                .contains(
                        "# TYPE logins counter",
                        "logins_total{http_route=\"/sessions\"," + IDENTITY + "} 5.0",
                        "pool_size_bytes{" + IDENTITY + "} 7.0",
                        "# UNIT pool_size_bytes bytes",
                        "password_hash_duration_seconds_bucket{" + IDENTITY + ",le=\"0.1\"} 1",
                        "password_hash_duration_seconds_bucket{" + IDENTITY + ",le=\"+Inf\"} 6",
                        "password_hash_duration_seconds_count{" + IDENTITY + "} 6",
                        "password_hash_duration_seconds_sum{" + IDENTITY + "} 2.5",
                        "target_info{" + IDENTITY + "} 1");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("password_hash_duration_seconds_bucket{" + IDENTITY + ",le=\"1.0\"} 3 # {")
                        .contains("trace_id=\"" + Metrics.TRACE_ID + "\"", "span_id=\"00f067aa0ba902b7\"", "} 0.5 "));
    }

    @Test
    void anExemplarStaysUntilThereIsANewerOneInItsBucket() {
        Metric.Builder without = Metrics.histogram("kept.duration", "s", 1, 2, 4);
        without.getHistogramBuilder().getDataPointsBuilder(0).clearExemplars();

        send(Metrics.histogram("kept.duration", "s", 1, 2, 3));
        send(without);

        assertThat(openMetrics())
                .contains("kept_duration_seconds_bucket{" + IDENTITY + ",le=\"1.0\"} 3 # {")
                .contains("kept_duration_seconds_count{" + IDENTITY + "} 7");
    }

    @Test
    void everyLineIsOpenMetricsWhateverTheValues() {
        Metric.Builder odd = Metrics.gauge("odd", "", Double.NaN);
        odd.getGaugeBuilder()
                .getDataPointsBuilder(0)
                .addAttributes(Otlp.attribute("quote\"d.näme", "a \"b\" \\ \n c"))
                .addAttributes(Otlp.attribute("same.label", "1"))
                .addAttributes(Otlp.attribute("same_label", "2"));
        send(odd, Metrics.gauge("inf", "1", Double.NEGATIVE_INFINITY), Metrics.gauge("odd.info", "", 1));

        String text = openMetrics();

        assertThat(text).endsWith("# EOF\n").contains("same_label=\"1;2\"", "a \\\"b\\\" \\\\ \\n c");
        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches(LINE));
    }

    @Test
    void thePlainTextFormatIsThereToo() {
        send(Metrics.counter("plain", "", 1));

        HttpResponse<byte[]> response = backend.get(Listener.METRICS, "/metrics");

        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain;version=0.0.4");
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .contains("# TYPE plain_total counter")
                .contains("signalbox_ingest_received_total{signal=\"metrics\"}");
    }

    @Test
    void whatCannotBeExposedIsRejectedAndTheRestTaken() {
        Metric.Builder delta = Metrics.counter("delta", "", 1);
        delta.getSumBuilder().setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
        Metric.Builder exponential = Metric.newBuilder().setName("exponential");
        exponential.getExponentialHistogramBuilder().addDataPoints(ExponentialHistogramDataPoint.getDefaultInstance());
        Metric.Builder disordered = Metrics.histogram("disordered", "s", 1, 2, 3);
        disordered.getHistogramBuilder().getDataPointsBuilder(0).setExplicitBounds(0, 9);

        assertThat(send(
                        delta,
                        exponential,
                        disordered,
                        Metrics.counter("negative", "", -1),
                        Metrics.counter("type.clash", "", 1),
                        Metrics.gauge("type.clash", "", 1),
                        Metrics.gauge("signalbox.ingest.received", "", 1)))
                .isEqualTo(6);
        assertThat(openMetrics()).contains("type_clash_total{").doesNotContain("delta", "exponential", "disordered");
    }

    /** Returns how many points were rejected. */
    private static long send(Metric.Builder... metrics) {
        HttpResponse<byte[]> response = backend.post(
                Listener.OTLP_HTTP,
                "/v1/metrics",
                Metrics.request(metrics).toByteArray(),
                "Content-Type",
                "application/x-protobuf");
        assertThat(response.statusCode()).isEqualTo(200);
        try {
            return ExportMetricsServiceResponse.parseFrom(response.body())
                    .getPartialSuccess()
                    .getRejectedDataPoints();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static String openMetrics() {
        HttpResponse<byte[]> response = backend.get(
                Listener.METRICS,
                "/metrics",
                "Accept",
                "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/openmetrics-text;version=1.0.0");
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
