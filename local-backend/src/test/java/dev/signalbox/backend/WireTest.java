package dev.signalbox.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signalbox.backend.port.Listener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A process with the real agent, the real profiler and the real log appender sends all four signals. */
class WireTest {

    private static final Path AGENTS = Path.of("target", "agents");

    @TempDir
    Path store;

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "http/protobuf"})
    void oneTraceIsFollowedThroughAllFourSignals(String protocol) throws Exception {
        assumeThat(System.getProperty("os.name"))
                .as("the profiler is for Linux and macOS")
                .doesNotContain("Windows");
        try (RunningBackend backend = RunningBackend.start(store)) {
            Process process = start(backend, protocol);
            try {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(240))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> assertFollowed(backend));
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static void assertFollowed(RunningBackend backend) {
        JsonNode profiled = backend.query("/api/profiles?service=wire&operation=GET%20/work");
        assertThat(profiled.path("samples").asInt()).isPositive();

        // The newest traces may still wait for the next upload of the profiler.
        List<String> traces = backend.query("/api/traces?service=wire&operation=GET%20/work&limit=200")
                .path("items")
                .valueStream()
                .map(item -> item.path("traceId").stringValue())
                .toList();
        assertThat(traces).anySatisfy(trace -> {
            assertThat(backend.query("/api/traces/" + trace).path("spans")).hasSizeGreaterThanOrEqualTo(2);
            JsonNode lines = backend.query("/api/logs?traceId=" + trace).path("items");
            assertThat(lines).hasSize(1);
            assertThat(lines.get(0).path("message").stringValue()).isEqualTo("worked");
            assertThat(lines.get(0).path("attributes").path("order.id").stringValue())
                    .isEqualTo("42");
            JsonNode graph = backend.query("/api/profiles?traceId=" + trace);
            assertThat(graph.toString()).contains("WireProgram.work");
        });

        String metrics = new String(
                backend.get(Listener.METRICS, "/metrics", "Accept", "application/openmetrics-text")
                        .body(),
                StandardCharsets.UTF_8);
        assertThat(metrics)
                .containsPattern("http_server_request_duration_seconds_bucket\\{.*http_route=\"/work\".*"
                        + "job=\"signalbox/wire\".*} \\d+ # \\{.*trace_id=\"[0-9a-f]{32}\"")
                .contains("jvm_memory_used_bytes{", "target_info{");
        for (String signal : List.of("traces", "metrics", "logs", "profiles")) {
            assertThat(backend.count(signal, "malformed"))
                    .as(signal + " malformed")
                    .isZero();
            assertThat(backend.count(signal, "rejected")).isZero();
            assertThat(backend.count(signal, "dropped")).isZero();
        }
    }

    private Process start(RunningBackend backend, String protocol) throws Exception {
        int otlp = protocol.equals("grpc") ? backend.grpcPort() : backend.port(Listener.OTLP_HTTP);
        ProcessBuilder builder = ForkedJvm.of(
                store,
                List.of(
                        "-Xmx192m",
                        ForkedJvm.SHORT_LIVED,
                        "-javaagent:" + AGENTS.resolve("opentelemetry-javaagent.jar"),
                        "-Dlogback.configurationFile=wire-logback.xml",
                        "-Dloki.url=http://127.0.0.1:" + backend.port(Listener.LOKI) + "/loki/api/v1/push"),
                WireProgram.class,
                List.of());
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("OTEL_SERVICE_NAME", "wire"),
                        Map.entry("OTEL_RESOURCE_ATTRIBUTES", "service.namespace=signalbox,service.instance.id=wire-1"),
                        Map.entry("OTEL_LOGS_EXPORTER", "none"),
                        Map.entry("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
                        Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + otlp),
                        Map.entry("OTEL_BSP_SCHEDULE_DELAY", "500"),
                        Map.entry("OTEL_METRIC_EXPORT_INTERVAL", "1000"),
                        Map.entry(
                                "OTEL_JAVAAGENT_EXTENSIONS",
                                AGENTS.resolve("otel.jar").toString()),
                        Map.entry("PYROSCOPE_APPLICATION_NAME", "wire"),
                        Map.entry("PYROSCOPE_FORMAT", "jfr"),
                        Map.entry("PYROSCOPE_PROFILER_EVENT", "itimer"),
                        Map.entry("PYROSCOPE_UPLOAD_INTERVAL", "2s"),
                        Map.entry("PYROSCOPE_SERVER_ADDRESS", "http://127.0.0.1:" + backend.port(Listener.PYROSCOPE))));
        return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
