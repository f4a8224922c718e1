package dev.signalbox.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.backend.ForkedJvm;
import dev.signalbox.backend.LocalBackend;
import dev.signalbox.backend.Otlp;
import dev.signalbox.backend.RunningBackend;
import dev.signalbox.backend.port.Listener;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored stays stored. */
class RestartTest {

    @TempDir
    Path store;

    private final ExportTraceServiceRequest request = Otlp.trace(new Random(1), Otlp.now(), 30);
    private final String trace = "/api/traces/"
            + Otlp.hex(request.getResourceSpans(0).getScopeSpans(0).getSpans(0).getTraceId());

    @Test
    void whatWasTakenIsThereAfterAnOrderlyStop() {
        try (RunningBackend backend = RunningBackend.start(store, "signalbox.store.flush-interval=1m")) {
            assertThat(backend.post(
                                    Listener.OTLP_HTTP,
                                    "/v1/traces",
                                    request.toByteArray(),
                                    "Content-Type",
                                    "application/x-protobuf")
                            .statusCode())
                    .isEqualTo(200);
        }

        try (RunningBackend backend = RunningBackend.start(store)) {
            assertThat(backend.query(trace).path("spans")).hasSize(30);
        }
    }

    @Test
    void whatWasVisibleIsThereAfterAKill() throws Exception {
        int main = freePort();
        int otlp = freePort();
        Process process = ForkedJvm.of(
                        store,
                        List.of("-Xmx256m", ForkedJvm.SHORT_LIVED),
                        LocalBackend.class,
                        RunningBackend.arguments(store, "server.port=" + main, "signalbox.ports.otlp-http=" + otlp))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> send(otlp, "/v1/traces", request.toByteArray()) == 200);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> send(main, trace, null) == 200);
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (RunningBackend backend = RunningBackend.start(store)) {
            assertThat(backend.query(trace).path("spans")).hasSizeGreaterThanOrEqualTo(30);
        }
    }

    @Test
    void aSecondBackendOnTheSameStoreIsToldSo() throws Exception {
        StoreSettings settings = settings();
        try (Database first = new Database(settings)) {
            Process second = ForkedJvm.of(
                            store,
                            List.of(ForkedJvm.SHORT_LIVED),
                            Open.class,
                            List.of(first.folder().toString()))
                    .redirectErrorStream(true)
                    .start();

            assertThat(new String(second.getInputStream().readAllBytes())).contains("in use by another local-backend");
        }
    }

    @Test
    void noStatementReachesOutOfTheDatabase() throws Exception {
        try (Database database = new Database(settings());
                var connection = database.connect();
                var statement = connection.createStatement()) {
            for (String attack : List.of(
                    "SELECT * FROM read_text('/etc/passwd')",
                    "COPY spans TO '" + store.resolve("out.csv") + "'",
                    "ATTACH '" + store.resolve("other.db") + "'",
                    "INSTALL httpfs",
                    "LOAD httpfs",
                    "SET enable_external_access = true",
                    "SET memory_limit = '100GB'")) {
                assertThatThrownBy(() -> statement.execute(attack))
                        .as(attack)
                        .isInstanceOf(java.sql.SQLException.class);
            }
        }
    }

    /** Opens a store, in a process of its own. */
    static final class Open {
        public static void main(String[] args) throws Exception {
            new Database(settings(Path.of(args[0]))).close();
        }
    }

    private StoreSettings settings() {
        return settings(store);
    }

    private static StoreSettings settings(Path store) {
        return new StoreSettings(
                store,
                Duration.ofDays(7),
                org.springframework.util.unit.DataSize.ofGigabytes(1),
                org.springframework.util.unit.DataSize.ofMegabytes(256),
                2,
                Duration.ofMillis(50),
                Duration.ofMinutes(1));
    }

    private static int send(int port, String path, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (body != null) {
            request.header("Content-Type", "application/x-protobuf").POST(BodyPublishers.ofByteArray(body));
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
