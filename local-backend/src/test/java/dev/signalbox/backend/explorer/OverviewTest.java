package dev.signalbox.backend.explorer;

import static dev.signalbox.backend.trace.SpanBuilder.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.Loki;
import dev.signalbox.backend.RecordedServer;
import dev.signalbox.backend.RunningBackend;
import dev.signalbox.backend.port.Listener;
import dev.signalbox.backend.trace.SpanBuilder;
import dev.signalbox.backend.trace.StoredSpans;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The first page and the page of alerts, with what a real Prometheus and Alertmanager, and pager, have answered. Of
 * each pair the second does not run.
 */
class OverviewTest {

    private static final String FAULTS = """
            {"flags": {
              "slow": {"state": "ENABLED", "variants": {"off": 0, "on": 4}, "defaultVariant": "off",
                "metadata": {"service": "auth-service", "description": "Sign-in is slow."}},
              "errors": {"state": "ENABLED", "variants": {"off": 0, "few": 5, "half": 50}, "defaultVariant": "few",
                "metadata": {"service": "broker-service", "description": "Orders fail."}}}}
            """;

    @TempDir
    static Path directory;

    private static RecordedServer servers;
    private static RunningBackend backend;
    private static Path faults;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        servers = new RecordedServer()
                .answer("/api/v1/rules", "alerts/prometheus.json")
                .answer("/api/v2/alerts", "alerts/alertmanager.json")
                .answer("/api/notifications", "alerts/pager.json");
        String alive = servers.url();
        // Nothing listens on port 1.
        String pair = alive + ",http://127.0.0.1:1";
        faults = directory.resolve("faults.json");
        backend = RunningBackend.start(
                directory.resolve("store"),
                "signalbox.faults.file=" + faults,
                "signalbox.servers.prometheus=" + pair,
                "signalbox.servers.alertmanager=" + pair,
                "signalbox.servers.pager=" + alive,
                // On a busy machine an answer takes a while; that it comes soon is not what is tested.
                "signalbox.servers.timeout=30s");
    }

    @AfterAll
    static void stop() {
        backend.close();
        servers.close();
    }

    @BeforeEach
    void nothingStoredAndFaultsAsWritten() throws IOException {
        backend.bean(JdbcClient.class).sql("DELETE FROM spans").update();
        Files.writeString(faults, FAULTS);
    }

    @Test
    void withoutSpansThePageSaysHowToGetSomeAndLooksAgain() {
        Document page = page("/");

        assertThat(page.select(".empty").text()).contains("No spans yet", "./signalbox status");
        assertThat(page.select("main").attr("hx-trigger")).startsWith("every");
    }

    @Test
    void aServiceIsShownWithItsRateErrorsAndDurations() {
        for (int i = 1; i <= 100; i++) {
            store(span(i).kind("SERVER").status(i <= 5 ? "ERROR" : "UNSET"), i);
        }

        Document page = page("/");

        assertThat(page.select(".health tbody td").eachText())
                .containsExactly("front-service", "up to 10/s", "20/min", "5.0 %", "50.0 ms", "95.0 ms", "99.0 ms");
        assertThat(page.select(".course .errors")).isNotEmpty();
    }

    @Test
    void theMapShowsWhoCallsWhomAndWhatOfItFails() {
        store(span(1).of("t").kind("SERVER"), 10);
        store(
                span(2).of("t")
                        .below(1)
                        .kind("CLIENT")
                        .failed()
                        .with("server.address", "localhost")
                        .with("server.port", 8082),
                8);
        store(span(3).of("t").below(2).kind("SERVER").in("broker-service"), 7);
        store(span(4).of("t").below(3).kind("CLIENT").in("broker-service").with("db.system.name", "postgresql"), 2);
        // Nobody answered this one; the address says who should have.
        store(span(5).of("u").kind("SERVER").failed(), 10);
        store(
                span(6).of("u")
                        .below(5)
                        .kind("CLIENT")
                        .failed()
                        .with("server.address", "localhost")
                        .with("server.port", 8082),
                8);
        store(
                span(7).of("u")
                        .below(5)
                        .kind("CLIENT")
                        .failed()
                        .with("server.address", "x")
                        .with("server.port", 1),
                8);

        Document page = page("/");

        assertThat(page.select(".calls tbody tr").eachText())
                .containsExactly(
                        "visitors front-service 0.4/min 50 %",
                        "broker-service postgresql 0.2/min 0 %",
                        "front-service broker-service 0.4/min 50 %",
                        "front-service x:1 0.2/min 100 %");
        assertThat(page.select(".map .node text").eachText())
                .containsExactlyInAnyOrder("visitors", "front-service", "broker-service", "postgresql", "x:1");
        assertThat(page.select(".map .edge")).hasSize(4);
        assertThat(new String(backend.get("/api/calls?from=0").body(), StandardCharsets.UTF_8))
                .contains("{\"from\":\"front-service\",\"to\":\"broker-service\",\"kind\":\"SERVICE\",\"requests\":2,");
    }

    @Test
    void whatFiresStandsFirst() {
        assertThat(page("/").select(".firing").text())
                .contains("1 alert fires", "ErrorBudgetBurn", "21 % of requests fail")
                .doesNotContain("Watchdog", "HeapNearlyFull", "PoolExhausted");
    }

    @Test
    void theServersStandSideBySideAndOneThatDoesNotAnswerIsNamed() {
        Document page = page("/alerts");

        assertThat(page.select(".sources li").eachText())
                .containsExactly(
                        "prometheus-1 answers",
                        "prometheus-2 does not answer",
                        "alertmanager-1 answers",
                        "alertmanager-2 does not answer",
                        "pager answers");
        assertThat(row(page, "ErrorBudgetBurn")).containsExactly("firing", "?", "active", "?");
        assertThat(row(page, "PoolExhausted")).containsExactly("pending", "?", "—", "?");
        assertThat(row(page, "HeapNearlyFull")).containsExactly("firing", "?", "silenced", "?");
        assertThat(page.select(".alerts a:contains(Its condition)").eachAttr("href"))
                .contains("/chart?query=vector(0.21)%20%3E%200.1&range=1h");
        assertThat(page.select(".inbox tbody tr").text())
                .contains("email", "pagerduty", "webhook", "alertmanager-2.localhost:9093", "HeapNearlyFull");
    }

    @Test
    void whatArrivedInTheLastMinuteIsCountedBySignal() {
        assertThat(push(Loki.json(Loki.stream(new Random(1), "front-service", 3))))
                .isEqualTo(204);
        assertThat(push("rubbish".getBytes(StandardCharsets.UTF_8))).isEqualTo(400);

        assertThat(page("/").select(".arrivals > div").eachText())
                .contains("logs 3 lines 1 request refused", "traces 0 spans");
    }

    private static int push(byte[] lines) {
        return backend.post(Listener.LOKI, "/loki/api/v1/push", lines, "Content-Type", "application/json")
                .statusCode();
    }

    @Test
    void aFaultIsTurnedOnAndOffByItsButton() throws Exception {
        assertThat(post("/faults/slow", "variant=on", ours())).isEqualTo(302);
        assertThat(post("/faults/errors", "variant=off", ours())).isEqualTo(302);

        assertThat(page("/").select(".faults .on h3").eachText()).containsExactly("slow");
        assertThat(Files.readString(faults)).contains("\"description\" : \"Orders fail.\"");
    }

    @ParameterizedTest
    @CsvSource({"http://evil.example", "null", "http://127.0.0.1:1", "''"})
    void anotherSitesFormTurnsNothingOn(String origin) throws Exception {
        assertThat(post("/faults/slow", "variant=on", origin)).isEqualTo(403);

        assertThat(Files.readString(faults)).isEqualTo(FAULTS);
    }

    @ParameterizedTest
    @CsvSource({"/faults/nothing, on", "/faults/slow, half"})
    void whatDoesNotExistIsNotTurnedOn(String path, String variant) throws Exception {
        assertThat(post(path, "variant=" + variant, ours())).isEqualTo(400);

        assertThat(Files.readString(faults)).isEqualTo(FAULTS);
    }

    @Test
    void aDamagedFileOfFaultsIsSaidAndTheRestIsShown() throws Exception {
        Files.writeString(faults, "{");

        assertThat(page("/").text()).contains("cannot be read: it is not JSON", "Arrived in the last minute");
    }

    private static Iterable<String> row(Document page, String alert) {
        return page.select(".alerts tr:contains(" + alert + ") .view").eachText();
    }

    private static String ours() {
        return "http://127.0.0.1:" + backend.mainPort();
    }

    private static Document page(String path) {
        HttpResponse<byte[]> response = backend.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        return RunningBackend.html(response);
    }

    private int post(String path, String form, String origin) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ours() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    /** Stores a span of half a minute ago. */
    private static void store(SpanBuilder span, long millis) {
        new StoredSpans(backend.bean(JdbcClient.class))
                .add(span.at(Instant.now().minusSeconds(30), millis));
    }
}
