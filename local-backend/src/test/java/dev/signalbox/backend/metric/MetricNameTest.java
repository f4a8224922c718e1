package dev.signalbox.backend.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names as the collector's Prometheus exporter makes them. */
class MetricNameTest {

    @ParameterizedTest
    @CsvSource({
        "histogram, http.server.request.duration, s,        http_server_request_duration_seconds",
        "histogram, already_seconds,             s,        already_seconds",
        "counter,   jvm.class.loaded,            {class},  jvm_class_loaded",
        "counter,   total.requests.total,        1,        requests",
        "counter,   jvm.cpu.time,                s,        jvm_cpu_time_seconds",
        "gauge,     jvm.memory.used,             By,       jvm_memory_used_bytes",
        "gauge,     jvm.cpu.recent_utilization,  1,        jvm_cpu_recent_utilization_ratio",
        "gauge,     disk.free,                   %,        disk_free_percent",
        "gauge,     network.rate,                By/s,     network_rate_bytes_per_second",
        "gauge,     queue,                       {order}/s, queue_per_second",
        "gauge,     9lives,                      ms,       _9lives_milliseconds",
        "gauge,     a--b..c,                     foo,      a_b_c_foo"
    })
    void aNameHasItsUnitAsASuffix(String type, String name, String unit, String expected) {
        Metric.Builder metric = Metric.newBuilder().setName(name).setUnit(unit);
        switch (type) {
            case "counter" -> metric.getSumBuilder().setIsMonotonic(true);
            case "gauge" -> metric.getGaugeBuilder();
            default -> metric.getHistogramBuilder();
        }

        assertThat(MetricName.of(metric.build()).base()).isEqualTo(expected);
    }

    @Test
    void aLabelHasUnderscoresForAllThatPrometheusDoesNotTake() {
        assertThat(MetricName.label("http.request.method")).isEqualTo("http_request_method");
        assertThat(MetricName.label("1st")).isEqualTo("key_1st");
        assertThat(MetricName.label("größe")).isEqualTo("gr__e");
        assertThat(MetricName.label("")).isEqualTo("_");
    }
}
