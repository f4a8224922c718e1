package dev.signalbox.backend;

import dev.signalbox.backend.profile.Recordings;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
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

    /**
     * What it may have in memory, in megabytes: 512 of heap, of which the lab gives it less, as much for DuckDB, and
     * what is neither: classes, compiled code, threads, buffers.
     */
    static final long MOST_MEMORY = 512 + 512 + 256;

    /** As in the lab. */
    private static final String HEAP = "384m";

    private final int main = freePort();
    private final int otlp = freePort();
    private final int loki = freePort();
    private final int pyroscope = freePort();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;

    private BackendProcess(Class<?> program, Path store, List<String> options, String... properties)
            throws IOException {
        List<String> arguments = RunningBackend.arguments(
                store,
                Stream.concat(
                                Stream.of(
                                        "server.port=" + main,
                                        "signalbox.ports.otlp-http=" + otlp,
                                        "signalbox.ports.loki=" + loki,
                                        "signalbox.ports.pyroscope=" + pyroscope),
                                Stream.of(properties))
                        .toArray(String[]::new));
        process = ForkedJvm.of(store, options, program, arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> options(String... more) {
        return Stream.concat(
                        Stream.of("-Xmx" + HEAP, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"), Stream.of(more))
                .toList();
    }

    /**
     * Starts it as the lab does: a single OutOfMemoryError, also one that somebody catches, ends the process. Returns
     * when a small recording has been taken.
     */
    public static BackendProcess startAsInTheLab(Path store, String... properties) throws IOException {
        byte[] small = Recordings.small();
        BackendProcess started =
                new BackendProcess(LocalBackend.class, store, options(ForkedJvm.SHORT_LIVED), properties);
        return started.once(() -> started.ingest(small));
    }

    /** Starts it with both compilers, and other properties as name=value; returns when it is ready. */
    static BackendProcess start(Path store, String... properties) throws IOException {
        return start(LocalBackend.class, store, properties);
    }

    /** The same of a backend whose answers say how long its queries took. */
    static BackendProcess startTimed(Path store, String... properties) throws IOException {
        return start(TimedBackend.class, store, properties);
    }

    private static BackendProcess start(Class<?> program, Path store, String... properties) throws IOException {
        BackendProcess started = new BackendProcess(program, store, options(), properties);
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
        return send(HttpRequest.newBuilder(uri(main, path)).build());
    }

    /** A request with spans, compressed, as the Java agent sends it. */
    HttpRequest spans(ExportTraceServiceRequest spans) {
        return post(otlp, "/v1/traces", "application/x-protobuf", Gzip.compress(spans.toByteArray()))
                .header("Content-Encoding", "gzip")
                .build();
    }

    /** A request with log lines, as loki4j sends it. */
    HttpRequest lines(Loki.Stream... streams) {
        return post(loki, "/loki/api/v1/push", "application/json", Loki.json(streams))
                .build();
    }

    /** A request with a recording, compressed, as Pyroscope's profiler sends it. */
    HttpRequest recording(byte[] recording) {
        byte[] parts = Recordings.multipart("jfr", Gzip.compress(recording));
        return post(pyroscope, "/ingest?name=x&format=jfr", Recordings.CONTENT_TYPE, parts)
                .build();
    }

    private static HttpRequest.Builder post(int port, String path, String type, byte[] body) {
        return HttpRequest.newBuilder(uri(port, path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    /** Sends a recording. */
    public HttpResponse<String> ingest(byte[] recording) throws IOException, InterruptedException {
        return send(recording(recording));
    }

    /** How much processor time it has used. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** The most that it has had in memory, in megabytes: heap, DuckDB and all else. */
    long mostMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
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
