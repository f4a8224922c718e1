package dev.signalbox.backend;

import dev.signalbox.backend.profile.Recordings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/** The backend in a process of its own, for tests of what would end it and for benchmarks, and a client of it. */
public final class BackendProcess implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int main = freePort();
    private final int otlp = freePort();
    private final int pyroscope = freePort();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;

    private BackendProcess(Path store, List<String> options, String... properties) throws IOException {
        List<String> arguments = RunningBackend.arguments(
                store,
                Stream.concat(
                                Stream.of(
                                        "server.port=" + main,
                                        "signalbox.ports.otlp-http=" + otlp,
                                        "signalbox.ports.pyroscope=" + pyroscope),
                                Stream.of(properties))
                        .toArray(String[]::new));
        process = ForkedJvm.of(store, options, LocalBackend.class, arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> options(String heap, String... more) {
        return Stream.concat(
                        Stream.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"), Stream.of(more))
                .toList();
    }

    /**
     * Starts it as the lab does: a single OutOfMemoryError, also one that somebody catches, ends the process. Returns
     * when a small recording has been taken.
     */
    public static BackendProcess startAsInTheLab(Path store, String... properties) throws IOException {
        byte[] small = Recordings.small();
        BackendProcess started = new BackendProcess(store, options("384m", ForkedJvm.SHORT_LIVED), properties);
        return started.once(() -> started.ingest(small));
    }

    /** Starts it with a heap of its own, such as 384m, and other properties as name=value; returns when it is ready. */
    public static BackendProcess start(Path store, String heap, String... properties) throws IOException {
        BackendProcess started = new BackendProcess(store, options(heap), properties);
        return started.once(() -> started.get("/actuator/health/readiness"));
    }

    /** Itself, once what is asked is answered 200. */
    private BackendProcess once(Callable<HttpResponse<String>> asked) {
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> asked.call().statusCode() == 200);
            return this;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Gets a page, or asks the query API. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(main, path)).build(), BodyHandlers.ofString());
    }

    /** Where spans are sent to. */
    public URI traces() {
        return uri(otlp, "/v1/traces");
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Sends a recording, compressed, as Pyroscope's profiler does. */
    public HttpResponse<String> ingest(byte[] recording) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(pyroscope, "/ingest?name=x&format=jfr"))
                        .header("Content-Type", Recordings.CONTENT_TYPE)
                        .POST(BodyPublishers.ofByteArray(Recordings.multipart("jfr", Gzip.compress(recording))))
                        .build(),
                BodyHandlers.ofString());
    }

    /** A count of profiles in GET /api/ingest. */
    public long count(String name) throws IOException, InterruptedException {
        return count("profiles", name);
    }

    /** A count of GET /api/ingest. */
    public long count(String signal, String name) throws IOException, InterruptedException {
        return JSON.readTree(get("/api/ingest").body()).path(signal).path(name).asLong();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
