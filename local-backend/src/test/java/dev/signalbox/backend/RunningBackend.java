package dev.signalbox.backend;

import dev.signalbox.backend.otlp.OtlpGrpcServer;
import dev.signalbox.backend.port.Listener;
import dev.signalbox.backend.port.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole backend on free ports, and a client to talk to it as others do. */
public final class RunningBackend implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningBackend(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static RunningBackend start(Path store, String... properties) {
        return new RunningBackend(new SpringApplicationBuilder(LocalBackend.class)
                .properties("spring.main.banner-mode=off", "logging.level.root=WARN")
                .run(arguments(store, properties).toArray(String[]::new)));
    }

    /** Arguments for a backend on free ports; properties as name=value. */
    public static List<String> arguments(Path store, String... properties) {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("server.address", "127.0.0.1");
        arguments.put("server.port", "0");
        arguments.put("signalbox.store.path", store.toString());
        arguments.put("signalbox.store.flush-interval", "50ms");
        for (String port : List.of("otlp-grpc", "otlp-http", "loki", "pyroscope", "metrics")) {
            arguments.put("signalbox.ports." + port, "0");
        }
        for (String property : properties) {
            String[] keyValue = property.split("=", 2);
            arguments.put(keyValue[0], keyValue[1]);
        }
        return arguments.entrySet().stream()
                .map(argument -> "--" + argument.getKey() + "=" + argument.getValue())
                .toList();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int grpcPort() {
        return bean(OtlpGrpcServer.class).port();
    }

    public int port(Listener listener) {
        return bean(Ports.class).of(listener);
    }

    public int mainPort() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Posts to a receiver; headers as name, value, name, value. */
    public HttpResponse<byte[]> post(Listener listener, String path, byte[] body, String... headers) {
        return send(HttpRequest.newBuilder(uri(port(listener), path))
                .POST(BodyPublishers.ofByteArray(body))
                .headers(headers));
    }

    /** Gets from a receiver's port. */
    public HttpResponse<byte[]> get(Listener listener, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(port(listener), path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Asks the query API. */
    public HttpResponse<byte[]> get(String path) {
        return send(HttpRequest.newBuilder(uri(mainPort(), path)));
    }

    /** An answer that is a page. */
    public static Document html(HttpResponse<byte[]> answer) {
        return Jsoup.parse(new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** Asks the query API for JSON. */
    public JsonNode query(String path) {
        HttpResponse<byte[]> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " -> " + response.statusCode() + " " + new String(response.body()));
        }
        return JSON.readTree(response.body());
    }

    /** Asks until the answer is right: what was taken must be there within two seconds. */
    public JsonNode await(String path, Predicate<JsonNode> right) {
        return Awaitility.await(path)
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> get(path).statusCode() == 404 ? JSON.missingNode() : query(path), right);
    }

    /** A count of GET /api/ingest. */
    public long count(String signal, String name) {
        return query("/api/ingest").path(signal).path(name).asLong();
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
