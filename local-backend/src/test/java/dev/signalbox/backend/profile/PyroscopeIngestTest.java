package dev.signalbox.backend.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.signalbox.backend.Gzip;
import dev.signalbox.backend.Otlp;
import dev.signalbox.backend.RunningBackend;
import dev.signalbox.backend.port.Listener;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Profiles come in by Pyroscope's ingest API and go out as flame graphs. */
class PyroscopeIngestTest {

    private static final String MULTIPART = "multipart/form-data; boundary=" + JfrFile.BOUNDARY;

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

    @Test
    void aTraceLeadsToTheSamplesOfItsSpans() {
        Random random = new Random(1);
        ByteString trace = Otlp.id(random, 16);
        Span.Builder span = Otlp.span(random, trace, null, Otlp.now());
        ByteString spanId = span.getSpanId();
        span.clearAttributes().addAttributes(Otlp.attribute("pyroscope.profile.id", Otlp.hex(spanId)));
        backend.post(
                Listener.OTLP_HTTP,
                "/v1/traces",
                Otlp.request("auth", span.build()).toByteArray(),
                "Content-Type",
                "application/x-protobuf");
        long id = ByteBuffer.wrap(spanId.toByteArray()).getLong();
        byte[] recording = JfrFile.record(new JfrFile.Samples(7, id, 5), new JfrFile.Samples(3, 0, 0));

        // Twice, as two recordings share most of their stacks: each is stored once and counted twice.
        for (int i = 0; i < 2; i++) {
            assertThat(ingest(
                                    "name=auth%7Bhost%3Dx%7D&format=jfr&sampleRate=100",
                                    "jfr",
                                    Gzip.compress(recording),
                                    "labels",
                                    Gzip.compress(JfrFile.labels(5, "POST /sessions")))
                            .statusCode())
                    .isEqualTo(200);
        }

        JsonNode ofTrace = backend.await(
                "/api/profiles?traceId=" + Otlp.hex(trace),
                graph -> graph.path("samples").asInt() == 14);
        assertThat(ofTrace.path("unit").stringValue()).isEqualTo("nanoseconds");
        assertThat(ofTrace.path("root").path("total").asLong()).isEqualTo(14 * 10_000_000L);
        assertThat(hottest(ofTrace.path("root")).path("name").stringValue())
                .isEqualTo(JfrFile.class.getName() + ".hot");
        assertThat(hottest(ofTrace.path("root")).path("self").asLong()).isEqualTo(14 * 10_000_000L);
        assertThat(samples("service=auth")).isEqualTo(20);
        assertThat(samples("service=auth&operation=POST%20/sessions")).isEqualTo(14);
        assertThat(samples("spanId=" + Otlp.hex(spanId))).isEqualTo(14);
        assertThat(samples("traceId=4bf92f3577b34da6a3ce929d0e0e4736")).isZero();
        assertThat(samples("service=auth&to=2020-01-01T00:00:00Z")).isZero();
    }

    /** The answer is whole, and readers with usual limits on nesting can read it: this test's has one. */
    @Test
    void aStackOfFifteenHundredFramesIsAnsweredWhole() {
        ingest("name=deep&format=jfr", "jfr", JfrFile.record(new JfrFile.Samples(3, 0, 0, 1_500)));

        JsonNode graph = backend.await(
                "/api/profiles?service=deep", answer -> answer.path("samples").asInt() == 3);

        assertThat(graph.path("truncated").asBoolean()).isTrue();
        assertThat(graph.path("root").path("total").asLong()).isEqualTo(30_000_000);
        assertThat(hottest(graph.path("root")).path("self").asLong()).isEqualTo(30_000_000);
        assertThat(hottest(graph.path("root")).path("name").stringValue()).isEqualTo(JfrFile.class.getName() + ".hot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "format=jfr", "name=x&format=pprof", "name=x", "name=x&format=jfr&sampleRate=0"})
    void parametersThatDoNotFitAre400WithAReason(String query) {
        HttpResponse<byte[]> response = ingest(query, "jfr", JfrFile.record());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new String(response.body())).contains("detail");
    }

    @Test
    void aRecordingThatIsMissingOrDamagedIs400AndNothingIsStored() {
        byte[] recording = JfrFile.record(new JfrFile.Samples(5, 1, 0));
        byte[] zipped = Gzip.compress(recording);
        long received = backend.count("profiles", "received");
        String good = "name=x&format=jfr";

        assertThat(ingest(good, "other", zipped).statusCode()).isEqualTo(400);
        assertThat(ingest(good, "jfr", new byte[0]).statusCode()).isEqualTo(400);
        assertThat(ingest(good, "jfr", Arrays.copyOf(recording, recording.length / 2))
                        .statusCode())
                .isEqualTo(400);
        assertThat(ingest(good, "jfr", Arrays.copyOf(zipped, zipped.length / 2)).statusCode())
                .isEqualTo(400);
        assertThat(ingest(good, "jfr", zipped, "labels", new byte[] {1, 2, 3}).statusCode())
                .isEqualTo(400);
        assertThat(backend.post(Listener.PYROSCOPE, "/ingest?" + good, zipped, "Content-Type", MULTIPART)
                        .statusCode())
                .isEqualTo(400);
        assertThat(backend.post(Listener.PYROSCOPE, "/ingest?" + good, zipped, "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(400);
        assertThat(backend.count("profiles", "received")).isEqualTo(received);
    }

    /** A service that was frozen for a while sends one without any thread; the JDK's reader ends in an InternalError. */
    @Test
    void aRecordingWithoutThreadsHasNothingToStoreAndIsNoMistake() {
        byte[] recording = JfrFile.withAnEmptyPool(JfrFile.record(new JfrFile.Samples(5, 1, 0)));

        HttpResponse<byte[]> response = ingest("name=thawed&format=jfr", "jfr", Gzip.compress(recording));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(samples("service=thawed")).isZero();
    }

    @Test
    void aRecordingBeyondTheLimitIs413() {
        assertThat(ingest("name=x&format=jfr", "jfr", Gzip.compress(new byte[100 << 20]))
                        .statusCode())
                .isEqualTo(413);
        assertThat(ingest("name=x&format=jfr", "jfr", new byte[10 << 20]).statusCode())
                .isEqualTo(413);
    }

    private static HttpResponse<byte[]> ingest(String query, Object... parts) {
        return backend.post(
                Listener.PYROSCOPE, "/ingest?" + query, JfrFile.multipart(parts), "Content-Type", MULTIPART);
    }

    private static int samples(String query) {
        return backend.query("/api/profiles?" + query).path("samples").asInt();
    }

    /** The innermost method on the widest path. */
    private static JsonNode hottest(JsonNode node) {
        JsonNode children = node.path("children");
        return children.isEmpty() ? node : hottest(children.get(0));
    }
}
