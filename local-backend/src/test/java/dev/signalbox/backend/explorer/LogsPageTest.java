package dev.signalbox.backend.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.Loki;
import dev.signalbox.backend.Otlp;
import dev.signalbox.backend.RunningBackend;
import dev.signalbox.backend.port.Listener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of log lines, with lines as they arrive. */
class LogsPageTest {

    @TempDir
    static Path directory;

    private static RunningBackend backend;

    @BeforeAll
    static void start() {
        backend = RunningBackend.start(directory);
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @Test
    void aPageThatWatchesIsToldOfAMatchingLineWithinTwoSeconds() throws Exception {
        Stream<String> events = events("/logs/live?service=watched&level=ERROR");
        CompletableFuture<String> told = CompletableFuture.supplyAsync(() ->
                events.filter(line -> line.startsWith("data:")).findFirst().orElseThrow());

        push("watched", "INFO", "not this", Map.of());
        push("watched", "ERROR", "this", Map.of());

        String data = told.get(2, TimeUnit.SECONDS);
        long id = backend.query("/api/logs?service=watched&level=ERROR")
                .path("items")
                .path(0)
                .path("id")
                .asLong();
        assertThat(data.substring("data:".length()).strip()).isEqualTo(String.valueOf(id));
    }

    @Test
    void thePageSaysWhereItIsToldFromWithTheSameFilter() {
        push("told", "INFO", "a line", Map.of());
        backend.await("/api/logs?service=told", page -> page.path("items").size() == 1);

        assertThat(page("/logs?service=told&live=1").select("#lines").attr("data-events"))
                .isEqualTo("/logs/live?service=told");
        assertThat(page("/logs?service=told").select("#lines").hasAttr("data-events"))
                .isFalse();
        assertThat(backend.get("/live-lines.js").statusCode()).isEqualTo(200);
    }

    @Test
    void linesAreFoundByAnyMetadata() {
        push("metadata", "INFO", "one", Map.of("order.symbol", "RAIL", "note", "a,b=c"));
        push("metadata", "INFO", "other", Map.of("order.symbol", "SIGN"));
        backend.await("/api/logs?service=metadata", page -> page.path("items").size() == 2);

        assertThat(messages("/logs?service=metadata&attribute=order.symbol%3DRAIL"))
                .containsExactly("one");
        assertThat(messages("/logs?service=metadata&attribute=note%3Da,b%3Dc&attribute=order.symbol%3DRAIL"))
                .containsExactly("one");
        assertThat(messages("/logs?service=metadata&attribute=order.symbol%3Dnone"))
                .isEmpty();
        assertThat(backend.query("/api/logs?service=metadata&attribute=order.symbol%3DSIGN")
                        .path("items"))
                .hasSize(1);
        assertThat(backend.get("/logs?attribute=rubbish").statusCode()).isEqualTo(400);
    }

    @Test
    void eachBarLeadsToItsLines() {
        push("volume", "INFO", "first", Map.of(), Otlp.now() - 60_000_000_000L);
        push("volume", "ERROR", "second", Map.of(), Otlp.now());
        backend.await("/api/logs?service=volume", page -> page.path("items").size() == 2);

        Document page = page("/logs?service=volume");

        List<String> bars = page.select(".volume a").eachAttr("href");
        assertThat(bars).hasSize(2);
        assertThat(messages(bars.get(0))).containsExactly("first");
        assertThat(messages(bars.get(1))).containsExactly("second");
        assertThat(page.select(".volume title").eachText())
                .containsExactly("lines: 1, warnings: 0, errors: 0", "lines: 1, warnings: 0, errors: 1");
    }

    private static List<String> messages(String address) {
        return page(address).select(".lines .message").eachText();
    }

    private static Document page(String address) {
        return RunningBackend.html(backend.get(address));
    }

    private static Stream<String> events(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + backend.mainPort() + path))
                                .build(),
                        BodyHandlers.ofLines())
                .body();
    }

    private static void push(String service, String level, String message, Map<String, String> metadata) {
        push(service, level, message, metadata, Otlp.now());
    }

    private static void push(String service, String level, String message, Map<String, String> metadata, long nanos) {
        byte[] body = Loki.json(new Loki.Stream(
                Map.of("service_name", service, "level", level), List.of(new Loki.Line(nanos, message, metadata))));
        assertThat(backend.post(Listener.LOKI, "/loki/api/v1/push", body, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(204);
    }
}
