package dev.signalbox.backend.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.Gzip;
import dev.signalbox.backend.Loki;
import dev.signalbox.backend.RunningBackend;
import dev.signalbox.backend.port.Listener;
import dev.signalbox.backend.query.Times;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Log lines come in by Loki's push API and go out by the query API. */
class LokiPushTest {

    private static final String PATH = "/loki/api/v1/push";

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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsPushedInEitherEncodingComesBackAsItWas(long seed) {
        Loki.Stream json = Loki.stream(new Random(seed), "json-" + seed, 40);
        Loki.Stream zipped = Loki.stream(new Random(seed), "gzip-" + seed, 40);
        Loki.Stream protobuf = Loki.stream(new Random(seed), "protobuf-" + seed, 40);

        assertThat(push(Loki.json(json), "Content-Type", "application/json").statusCode())
                .isEqualTo(204);
        assertThat(push(
                                Gzip.compress(Loki.json(zipped)),
                                "Content-Type",
                                "application/json",
                                "Content-Encoding",
                                "gzip")
                        .statusCode())
                .isEqualTo(204);
        assertThat(push(Loki.protobuf(protobuf), "Content-Type", "application/x-protobuf")
                        .statusCode())
                .isEqualTo(204);

        assertStored(json);
        assertStored(zipped);
        assertStored(protobuf);
    }

    @Test
    void linesAreFoundByTraceLevelAndText() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        Loki.Stream found = new Loki.Stream(
                Map.of("service_name", "found", "level", "warn"),
                List.of(
                        line("Order BOOKED", Map.of("trace_id", trace.toUpperCase(), "span_id", "00f067aa0ba902b7")),
                        line("100% sure_ly", Map.of("trace_id", "", "span_id", ""))));
        push(Loki.json(found), "Content-Type", "application/json");
        backend.await("/api/logs?service=found", page -> page.path("items").size() == 2);

        assertThat(messages("traceId=" + trace)).containsExactly("Order BOOKED");
        assertThat(messages("traceId=" + trace.toUpperCase() + "&spanId=00f067aa0ba902b7"))
                .containsExactly("Order BOOKED");
        assertThat(messages("service=found&text=order%20b")).containsExactly("Order BOOKED");
        assertThat(messages("service=found&text=0%25")).containsExactly("100% sure_ly");
        assertThat(messages("service=found&text=x_l")).isEmpty();
        assertThat(messages("service=found&level=WARN")).hasSize(2);
        assertThat(messages("service=found&level=info")).isEmpty();
        JsonNode withoutTrace =
                backend.query("/api/logs?service=found&text=sure").path("items").get(0);
        assertThat(withoutTrace.path("traceId").isNull()).isTrue();
        assertThat(withoutTrace.path("attributes").isEmpty()).isTrue();
    }

    @Test
    void pagesGiveEveryLineOnceNewestFirst() {
        List<Loki.Line> lines = new ArrayList<>();
        long time = dev.signalbox.backend.Otlp.now();
        for (int i = 0; i < 23; i++) {
            lines.add(new Loki.Line(time + i / 4, "line " + i, Map.of()));
        }
        push(Loki.json(new Loki.Stream(Map.of("service_name", "paged"), lines)), "Content-Type", "application/json");
        backend.await(
                "/api/logs?service=paged&limit=100", page -> page.path("items").size() == 23);

        List<String> messages = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = backend.query("/api/logs?service=paged&limit=5" + next);
            page.path("items").forEach(line -> messages.add(line.path("message").stringValue()));
            next = page.path("next").isNull()
                    ? null
                    : "&before=" + page.path("next").stringValue();
        } while (next != null);

        List<String> newestFirst =
                new ArrayList<>(lines.stream().map(Loki.Line::text).toList());
        java.util.Collections.reverse(newestFirst);
        assertThat(messages).isEqualTo(newestFirst);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"streams\":{}}",
                "{\"streams\":[{}]}",
                "{\"streams\":[{\"stream\":{},\"values\":[[]]}]}",
                "{\"streams\":[{\"stream\":{},\"values\":[[\"now\",\"line\"]]}]}",
                "{\"streams\":[{\"stream\":{},\"values\":[[\"-5\",\"line\"]]}]}",
                "{\"streams\":[{\"stream\":{},\"values\":[[1,\"line\"]]}]}",
                "{\"streams\":[{\"stream\":{\"a\":1},\"values\":[]}]}",
                "{\"streams\":[{\"stream\":{},\"values\":[[\"1795223556306275116\",\"line\",\"meta\"]]}]}",
                "{\"streams\":[{\"stream\":{},\"values\":[[\"9223372036854775807\",\"line\"]]}]}"
            })
    void whatIsNotAPushIs400WithAReason(String body) {
        long before = backend.count("logs", "malformed");

        HttpResponse<byte[]> response = push(body.getBytes(), "Content-Type", "application/json");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isNotEmpty();
        assertThat(backend.count("logs", "malformed")).isEqualTo(before + 1);
    }

    @Test
    void aSnappyBombIs413AndAClaimThatCannotBeTrueIs400() {
        byte[] bomb = Loki.snappy(new byte[100 << 20]);
        byte[] claim = {(byte) 0x80, (byte) 0x80, (byte) 0x80, 0x32, 0, 0};

        assertThat(push(bomb, "Content-Type", "application/x-protobuf").statusCode())
                .isEqualTo(413);
        assertThat(push(claim, "Content-Type", "application/x-protobuf").statusCode())
                .isEqualTo(400);
    }

    private static HttpResponse<byte[]> push(byte[] body, String... headers) {
        return backend.post(Listener.LOKI, PATH, body, headers);
    }

    private static Loki.Line line(String text, Map<String, String> metadata) {
        return new Loki.Line(dev.signalbox.backend.Otlp.now(), text, metadata);
    }

    private static List<String> messages(String query) {
        List<String> messages = new ArrayList<>();
        backend.query("/api/logs?" + query)
                .path("items")
                .forEach(line -> messages.add(line.path("message").stringValue()));
        return messages;
    }

    private static void assertStored(Loki.Stream stream) {
        String service = stream.labels().get("service_name");
        List<LogLine> stored = Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> backend.bean(Logs.class)
                                .search(new LogQuery(null, null, service, null, null, Map.of(), null, null, 1000, null))
                                .items(),
                        lines -> lines.size() == stream.lines().size());

        List<LogLine> expected = stream.lines().stream()
                .sorted(Comparator.comparing(Loki.Line::time).reversed())
                .map(line -> {
                    Map<String, String> attributes = new LinkedHashMap<>(line.metadata());
                    return new LogLine(
                            0,
                            Times.instant(line.time()),
                            service,
                            stream.labels().get("level"),
                            line.text(),
                            attributes.remove("trace_id"),
                            attributes.remove("span_id"),
                            attributes);
                })
                .toList();
        assertThat(stored)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .isEqualTo(expected);
    }
}
