package dev.signalbox.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.signalbox.backend.Gzip;
import dev.signalbox.backend.Loki;
import dev.signalbox.backend.Otlp;
import dev.signalbox.backend.RunningBackend;
import dev.signalbox.backend.metric.Metrics;
import dev.signalbox.backend.port.Listener;
import dev.signalbox.backend.profile.Recordings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent to a receiver, it never fails, and what it refuses changes nothing. */
class BadInputTest {

    private static final int TRIES = 150;

    @TempDir
    static Path store;

    private static RunningBackend backend;

    @BeforeAll
    static void start() {
        backend = RunningBackend.start(store);
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    /** A way in, and a request that is right. */
    record Way(String signal, Listener listener, String path, byte[] right, String... headers) {
        @Override
        public String toString() {
            return path + " " + Arrays.toString(headers);
        }
    }

    static List<Way> waysIn() throws Exception {
        Random random = new Random(1);
        var traces = Otlp.trace(random, Otlp.now(), 6);
        var metrics = Metrics.request(Metrics.histogram("http.server.request.duration", "s", 1, 2, 3));
        byte[] recording = Recordings.small();
        return List.of(
                new Way(
                        "traces",
                        Listener.OTLP_HTTP,
                        "/v1/traces",
                        traces.toByteArray(),
                        "Content-Type",
                        "application/x-protobuf"),
                new Way(
                        "traces",
                        Listener.OTLP_HTTP,
                        "/v1/traces",
                        Gzip.compress(traces.toByteArray()),
                        "Content-Type",
                        "application/x-protobuf",
                        "Content-Encoding",
                        "gzip"),
                new Way(
                        "traces",
                        Listener.OTLP_HTTP,
                        "/v1/traces",
                        // Its ids are base64 and not hex: only what is around them matters here.
                        JsonFormat.printer().print(traces).getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json"),
                new Way(
                        "metrics",
                        Listener.OTLP_HTTP,
                        "/v1/metrics",
                        metrics.toByteArray(),
                        "Content-Type",
                        "application/x-protobuf"),
                new Way(
                        "metrics",
                        Listener.OTLP_HTTP,
                        "/v1/metrics",
                        JsonFormat.printer().print(metrics).getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json"),
                new Way(
                        "logs",
                        Listener.LOKI,
                        "/loki/api/v1/push",
                        Loki.json(Loki.stream(random, "x", 4)),
                        "Content-Type",
                        "application/json"),
                new Way(
                        "logs",
                        Listener.LOKI,
                        "/loki/api/v1/push",
                        Loki.protobuf(Loki.stream(random, "x", 4)),
                        "Content-Type",
                        "application/x-protobuf"),
                new Way(
                        "profiles",
                        Listener.PYROSCOPE,
                        "/ingest?name=x&format=jfr",
                        Recordings.multipart("jfr", recording),
                        "Content-Type",
                        Recordings.CONTENT_TYPE),
                new Way(
                        "profiles",
                        Listener.PYROSCOPE,
                        "/ingest?name=x&format=jfr",
                        Recordings.multipart("jfr", Gzip.compress(recording)),
                        "Content-Type",
                        Recordings.CONTENT_TYPE));
    }

    @ParameterizedTest
    @MethodSource("waysIn")
    void randomBytes(Way way) {
        Random random = new Random(2);
        for (int i = 0; i < TRIES; i++) {
            byte[] body = new byte[random.nextInt(2000)];
            random.nextBytes(body);
            assertTakenOrRefused(way, body);
        }
    }

    @ParameterizedTest
    @MethodSource("waysIn")
    void aPartOfARealRequest(Way way) {
        Random random = new Random(3);
        for (int i = 0; i < TRIES; i++) {
            assertTakenOrRefused(way, Arrays.copyOf(way.right(), random.nextInt(way.right().length)));
        }
    }

    @ParameterizedTest
    @MethodSource("waysIn")
    void aRealRequestWithSomeBytesChanged(Way way) {
        Random random = new Random(4);
        for (int i = 0; i < TRIES; i++) {
            byte[] body = way.right().clone();
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            assertTakenOrRefused(way, body);
        }
    }

    private static void assertTakenOrRefused(Way way, byte[] body) {
        long received = backend.bean(IngestCounters.class)
                .of(Signal.valueOf(way.signal().toUpperCase()))
                .snapshot()
                .received();

        int status =
                backend.post(way.listener(), way.path(), body, way.headers()).statusCode();

        assertThat(status).isIn(200, 204, 400, 413, 415);
        if (status >= 400) {
            assertThat(backend.bean(IngestCounters.class)
                            .of(Signal.valueOf(way.signal().toUpperCase()))
                            .snapshot()
                            .received())
                    .isEqualTo(received);
        }
    }
}
