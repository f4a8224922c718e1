package dev.signalbox.backend.explorer;

import static dev.signalbox.backend.trace.SpanBuilder.TRACE;
import static dev.signalbox.backend.trace.SpanBuilder.id;
import static dev.signalbox.backend.trace.SpanBuilder.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.query.Times;
import dev.signalbox.backend.store.Json;
import dev.signalbox.backend.trace.SpanBuilder;
import dev.signalbox.backend.trace.StoredSpans;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The pages as a browser gets them, of signals that are really stored. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "signalbox.ports.otlp-grpc=0",
            "signalbox.ports.otlp-http=0",
            "signalbox.ports.loki=0",
            "signalbox.ports.pyroscope=0",
            "signalbox.ports.metrics=0"
        })
class ExplorerTest {

    private static final String OTHER_TRACE = "ffffffffffffffffffffffffffffffff";
    private static final String ATTACK = "<img src=x onerror=alert(1)>\"'";

    /** Long enough ago that no page takes a trace for one that still arrives. */
    private static final long START = Instant.now().toEpochMilli() - 3_600_000;

    @TempDir
    static Path directory;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("signalbox.store.path", () -> directory.resolve("store"));
    }

    @Autowired
    private JdbcClient db;

    @LocalServerPort
    private int port;

    private RestTestClient http;
    private int lines;

    @BeforeEach
    void startWithAnEmptyStore() {
        for (String table : List.of("spans", "logs", "samples", "stacks")) {
            db.sql("DELETE FROM " + table).update();
        }
        http = RestTestClient.bindToServer().baseUrl(base()).build();
    }

    @ParameterizedTest
    @CsvSource({
        "/d/signalbox-service?var-service=auth-service, /traces\\?service=auth-service",
        "/d/signalbox-logs?var-service=a%26b, /logs\\?service=a%26b",
        "/d/signalbox-slo, /traces"
    })
    void theLinkOfAnAlertToADashboardLeadsToTheNearestPage(String link, String page) {
        http.get()
                .uri(URI.create(base() + link))
                .exchange()
                .expectStatus()
                .is3xxRedirection()
                .expectHeader()
                .valueMatches("Location", "(http://[^/]+)?" + page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/traces", "/logs", "/profiles"})
    void anEmptyStoreIsExplainedAndThePageLooksAgain(String address) {
        Document page = page(address);

        assertThat(page.select(".empty").text()).contains("yet", "./signalbox status");
        assertThat(page.select(".empty").attr("hx-trigger")).startsWith("every");
    }

    @Test
    void theListShowsWhatEachTraceIsAbout() {
        store(
                span(1).named("POST /api/orders").at(START, 40),
                span(2).below(1).in("broker-service").at(START + 10, 20).failed(),
                span(3).of(OTHER_TRACE).named("GET /api/quotes").at(START + 1000, 5));

        Document page = page("/traces");

        assertThat(page.select(".traces .operation a").eachText())
                .containsExactly("GET /api/quotes", "POST /api/orders");
        assertThat(page.select(".traces tbody tr").get(1).text())
                .contains("1 error", "broker-service", "front-service", "40.0 ms");
        assertThat(page.select(".traces .operation a").get(1).attr("href")).isEqualTo("/traces/" + TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service=broker-service",
                "operation=order.book",
                "status=error",
                "minDurationMs=30",
                "attribute=order.symbol%3DRAIL",
                "attribute=order.note%3Da,b%3Dc",
                "service=broker-service&operation=order.book&status=error&range=2h"
            })
    void filtersFindTheTraceAndStayInTheForm(String query) {
        store(
                span(1).at(START, 40),
                span(2).below(1)
                        .in("broker-service")
                        .named("order.book")
                        .at(START + 10, 20)
                        .failed()
                        .with("order.symbol", "RAIL")
                        .with("order.note", "a,b=c"),
                span(3).of(OTHER_TRACE).at(START + 1000, 5));

        Document page = page("/traces?" + query);

        assertThat(page.select(".traces .operation a").eachAttr("href")).containsExactly("/traces/" + TRACE);
        for (String parameter : query.split("&")) {
            String name = parameter.substring(0, parameter.indexOf('='));
            String value = URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8);
            assertThat(page.select("[name=" + name + "]").stream()
                            .map(field -> field.tagName().equals("select")
                                    ? field.select("[selected]").attr("value")
                                    : field.attr("value")))
                    .contains(value);
        }
    }

    @Test
    void noMatchIsSaidDifferentlyFromNoData() {
        store(span(1).at(START, 40));

        assertThat(page("/traces?service=nobody").select(".empty").text()).startsWith("No trace matches.");
    }

    @Test
    void theListIsReadPageByPageAndKeepsItsFilter() {
        for (int i = 0; i < 60; i++) {
            store(span(1).of(String.format("%032x", i)).named("operation " + i).at(START + i, 1));
        }

        Document first = page("/traces?service=front-service");
        Document second = page(first.select("a[rel=next]").attr("href"));

        assertThat(first.select(".traces .operation a")).hasSize(50);
        assertThat(second.select(".traces .operation a").eachText())
                .hasSize(10)
                .startsWith("operation 9")
                .endsWith("operation 0");
        assertThat(second.select("a[rel=next]")).isEmpty();
        assertThat(second.select(".pages a").attr("href")).isEqualTo("/traces?service=front-service");
    }

    @Test
    void anOutlierIsPickedFromThePlotOfDurations() {
        String outlier = String.format("%032x", 100);
        for (int i = 0; i < 60; i++) {
            store(span(1).of(String.format("%032x", i + 1)).at(START + 60_000L * i, 10));
        }
        store(span(1).of(outlier).at(START + 600_000, 2_000).failed());

        Document page = page("/traces?maxDurationMs=5000");

        assertThat(page.select(".dots a")).hasSize(61);
        assertThat(page.select(".dots a.failed").attr("href")).isEqualTo("/traces/" + outlier);
        assertThat(page.select(".dots a.failed title").text()).isEqualTo("2.00 s, with errors");
        assertThat(page.select(".plot figcaption").text()).contains("61 traces");
        assertThat(page("/traces?status=ok").select(".dots a")).hasSize(60);
    }

    @Test
    void tracesThatWouldLieOnEachOtherAreOneDotThatLeadsToTheLongest() {
        store(
                span(1).at(START, 100),
                span(1).of(OTHER_TRACE).at(START + 1, 101),
                span(1).of(String.format("%032x", 1)).at(START + 3_600_000, 100));

        List<Element> dots = page("/traces").select(".dots a");

        assertThat(dots).hasSize(2);
        assertThat(dots.get(0).attr("href")).isEqualTo("/traces/" + OTHER_TRACE);
        assertThat(dots.get(0).select("title").text()).contains("the longest of 2 traces");
    }

    @Test
    void theCriticalPathIsMarkedAndSaidOfASpan() {
        store(
                span(1).at(START, 100),
                span(2).below(1).at(START + 10, 40),
                span(3).below(1).at(START + 20, 60));

        Document page = page("/traces/" + TRACE + "?span=" + id(3));

        assertThat(page.select("#s" + id(1) + " .critical")).hasSize(2);
        assertThat(page.select("#s" + id(2) + " .critical")).isEmpty();
        assertThat(page.select("#s" + id(3) + " .critical").attr("x")).isEqualTo("20.0%");
        assertThat(page.select(".detail .facts").text()).contains("60.0 ms (60 % of the trace) on the critical path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/traces?status=purple",
                "/profiles?compare=before",
                "/profiles?range=5m&compare=after",
                "/traces?minDurationMs=fast",
                "/traces?minDurationMs=-1",
                "/traces?minDurationMs=NaN",
                "/traces?minDurationMs=2&maxDurationMs=1",
                "/traces?attribute=novalue",
                "/traces?attribute=%3Dx",
                "/traces?range=forever",
                "/traces?range=-5m",
                "/traces?range=99999999999999d",
                "/traces?from=yesterday",
                "/traces?from=2026-11-21T10:00:00Z&to=2026-11-21T09:00:00Z",
                "/traces?before=rubbish",
                "/logs?traceId=rubbish",
                "/logs?spanId=rubbish",
                "/logs?before=1_ffffffffffffffffffff",
                "/logs?to=rubbish",
                "/profiles?traceId=rubbish",
                "/profiles?range=rubbish"
            })
    void aFilterThatMakesNoSenseIsExplainedAboveTheForm(String address) {
        http.get()
                .uri(URI.create(base() + address))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody(String.class)
                .value(body -> assertThat(
                                Jsoup.parse(body).select("[role=alert]").text())
                        .startsWith("That cannot be searched for"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/traces/rubbish", "/traces/" + TRACE + "?span=rubbish", "/traces/0af7651916cd43dd"})
    void anIdThatIsNoneIsAPageThatSaysSo(String address) {
        store(span(1));
        http.get()
                .uri(address)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody(String.class)
                .value(body -> assertThat(Jsoup.parse(body).select("main").text())
                        .contains("That address makes no sense", "hex digits"));
    }

    @Test
    void aTraceThatIsNotThereIsAskedForAgainByItselfForAWhile() {
        String address = "/traces/" + TRACE;
        int tries = 0;
        while (!address.isEmpty() && tries < 100) {
            Document page = missing(address);
            assertThat(page.select("h1").text())
                    .isEqualTo(
                            page.select("[hx-get]").isEmpty()
                                    ? "There is no such trace"
                                    : "This trace has not arrived yet");
            address = page.select("[hx-get]").attr("hx-get");
            tries++;
        }

        assertThat(tries).isBetween(6, 30);
    }

    @Test
    void aTraceIsShownAsATimeline() {
        store(
                span(1).named("POST /api/orders").kind("SERVER").at(START, 40),
                span(2).below(1)
                        .in("broker-service")
                        .named("POST /orders")
                        .at(START + 10, 20)
                        .failed());

        Document page = page("/traces/" + TRACE);

        assertThat(page.select("h1").text()).isEqualTo("POST /api/orders 1 error");
        assertThat(page.select(".timeline a.row .op").eachText()).containsExactly("POST /api/orders", "POST /orders");
        assertThat(page.select(".timeline a.row").get(1).attr("class")).contains("failed");
        assertThat(page.select(".timeline a.row").get(1).select("rect.bar").attr("x"))
                .isEqualTo("25.0%");
        assertThat(page.select(".notice")).isEmpty();
        assertThat(page.select("main").hasAttr("hx-trigger")).isFalse();
    }

    @Test
    void aSelectedSpanShowsAllThatIsKnownOfIt() {
        store(
                span(1).at(START, 40),
                span(2).below(1)
                        .named("order.book")
                        .at(START + 10, 20)
                        .failed()
                        .with("order.symbol", "RAIL")
                        .event(
                                "exception",
                                Map.of(
                                        "exception.type", "java.lang.IllegalStateException",
                                        "exception.message", "no cash",
                                        "exception.stacktrace", "at dev.signalbox.Order.book")));

        Document page = page("/traces/" + TRACE + "?span=" + id(2));

        assertThat(page.select(".detail h2").text()).isEqualTo("order.book");
        assertThat(page.select(".event-block").text()).contains("java.lang.IllegalStateException", "no cash");
        assertThat(page.select(".event-block pre").text()).isEqualTo("at dev.signalbox.Order.book");
        assertThat(page.select(".detail .attributes a").attr("href"))
                .isEqualTo("/traces?attribute=order.symbol%3DRAIL");
        assertThat(page.select(".timeline a.row[aria-current]").text()).contains("order.book");
    }

    @Test
    void anEvaluatedFaultFlagIsNamedWithItsVariant() {
        store(span(1).at(START, 40)
                .event(
                        "feature_flag.evaluation",
                        Map.of("feature_flag.key", "order-errors", "feature_flag.result.variant", "half")));

        assertThat(page("/traces/" + TRACE + "?span=" + id(1))
                        .select(".event-block h3")
                        .text())
                .isEqualTo("flag order-errors is half");
    }

    @Test
    void logLinesStandBesideTheTraceAndBesideTheSpan() {
        store(span(1).at(START, 40), span(2).below(1).at(START + 10, 20));
        log(START + 1, "INFO", "first", 1);
        log(START + 2, "ERROR", "second", 2);

        assertThat(page("/traces/" + TRACE).select(".lines .message").eachText())
                .containsExactly("first", "second");
        Document selected = page("/traces/" + TRACE + "?span=" + id(2));
        assertThat(selected.select(".lines .message").eachText()).containsExactly("second");
        Document all = page(selected.select(".lines header a").attr("href"));
        assertThat(all.select(".lines .message").eachText()).containsExactly("first", "second");
        assertThat(all.select(".lines .chosen .message").text()).isEqualTo("second");
    }

    @Test
    void thatATraceHasMoreLinesThanAreShownIsSaid() {
        store(span(1).at(START, 40));
        for (int i = 0; i < 500; i++) {
            log(START + i, "INFO", "line " + i, 1);
        }
        assertThat(page("/traces/" + TRACE).select("#truncated")).isEmpty();
        log(START + 500, "INFO", "one more", 1);

        Document page = page("/traces/" + TRACE);

        assertThat(page.select(".lines .message")).hasSize(500);
        assertThat(page.select("#truncated").text()).startsWith("Only the newest 500 lines");
        assertThat(page.select("#truncated a").attr("href")).isEqualTo("/logs?traceId=" + TRACE);
    }

    @Test
    void anIncompleteTraceIsShownAndSaidToBeIncomplete() {
        store(span(2).below(1).at(START, 20), span(3).below(2).at(START, 10));

        Document page = page("/traces/" + TRACE);

        assertThat(page.select(".notice").text())
                .startsWith("Incomplete. The first span of this trace is not here. 1 span marked orphan");
        assertThat(page.select(".timeline .badge.amber").text()).isEqualTo("orphan");
    }

    @Test
    void aTraceThatStillArrivesIsFollowed() {
        store(span(2).below(1).at(Instant.now().toEpochMilli() - 20, 20));

        Document page = page("/traces/" + TRACE);

        assertThat(page.select(".notice").text()).startsWith("Still arriving.");
        assertThat(page.select("main").attr("hx-get")).isEqualTo("/traces/" + TRACE + "?try=1");
    }

    @Test
    void aSpanThatIsNotInTheTraceIsSaidToBeMissing() {
        store(span(1).at(START, 20));

        assertThat(page("/traces/" + TRACE + "?span=" + id(9)).select(".notice").text())
                .contains(id(9), "not in this trace");
    }

    @Test
    void theFlameGraphOfASpanIsThatOfItsRequestInTheService() {
        store(
                span(1).in("auth-service")
                        .named("POST /sessions")
                        .profiledAs(id(1))
                        .at(START, 300),
                span(2).below(1).in("auth-service").named("password.hash").at(START + 10, 250));
        sample(START, id(1), "java.lang.Thread.run", "org.bcrypt.BCrypt.hash");
        sample(START, null, "java.lang.Thread.run", "dev.signalbox.Other.work");

        Document page = page("/traces/" + TRACE + "?view=flame&span=" + id(2));

        assertThat(page.select(".box text").eachText()).containsExactly("all", "Thread.run", "BCrypt.hash");
        assertThat(page.select("main").text()).contains("POST /sessions", "password.hash");
        assertThat(page.select(".top-methods .method").eachText()).first().isEqualTo("org.bcrypt.BCrypt.hash");
    }

    @Test
    void aTraceThatTheProfilerMissedLeadsToTheProfileOfItsOperation() {
        store(span(1).named("POST /sessions").in("auth-service").at(START, 5));

        Document page = page("/traces/" + TRACE + "?view=flame");

        assertThat(page.select(".empty a").attr("href"))
                .isEqualTo("/profiles?service=auth-service&operation=POST%20/sessions");
    }

    @Test
    void aFlameGraphIsZoomedAndSearchedByLinks() {
        sample(START, null, "java.lang.Thread.run", "org.bcrypt.BCrypt.hash");
        sample(START, null, "java.lang.Thread.run", "dev.signalbox.Order.book");

        Document page = page("/profiles");
        Document zoomed = page(page.select(".box:contains(BCrypt.hash)").attr("href"));
        Document searched = page("/profiles?search=bcrypt");

        assertThat(page.select(".flame-tools .sum").text()).contains("20.0 ms", "2 samples");
        assertThat(zoomed.select(".box text").eachText()).containsExactlyInAnyOrder("all", "Thread.run", "BCrypt.hash");
        assertThat(zoomed.select(".unzoom").attr("href")).isEqualTo("/profiles");
        // The others are reached with the arrow keys.
        assertThat(page.select("[data-arrow-keys] a[tabindex=0] text").eachText())
                .containsExactly("all");
        assertThat(searched.select(".box.match text").text()).isEqualTo("BCrypt.hash");
        assertThat(searched.select(".flame-tools").text()).contains("50 % of the time");
    }

    @Test
    void twoRangesOfAProfileAreCompared() {
        sample(START - 60_000, null, "app.Main.main", "app.Main.before");
        sample(START - 60_000, null, "app.Main.main", "app.Main.always");
        sample(START, null, "app.Main.main", "app.Main.always");
        sample(START, null, "app.Main.main", "app.Main.after");
        String range = "from=" + START + "&to=" + (START + 60_000);

        for (String base : List.of("compare=before", "baseFrom=" + (START - 60_000) + "&baseTo=" + START)) {
            Document page = page("/profiles?" + range + "&" + base);

            assertThat(page.select(".box.much-less text").eachText()).containsExactly("Main.before");
            assertThat(page.select(".box.same text").eachText()).containsExactlyInAnyOrder("Main.main", "Main.always");
            assertThat(page.select(".box.much-more text").eachText()).containsExactly("Main.after");
            assertThat(page.select(".box.much-more title").text()).contains("50 %", "before: 0 %");
            assertThat(page.select(".top-methods .method").eachText())
                    .containsExactly("app.Main.after", "app.Main.before", "app.Main.main", "app.Main.always");
        }
        assertThat(page("/profiles?" + range + "&baseFrom=1&baseTo=2")
                        .select(".notice")
                        .text())
                .startsWith("Nothing to compare with");
    }

    @Test
    void thatFramesAreMissingFromAFlameGraphIsSaid() {
        sample(START, null, "java.lang.Thread.run", "org.bcrypt.BCrypt.hash");
        assertThat(page("/profiles").select("#truncated")).isEmpty();
        sample(
                START,
                null,
                Collections.nCopies(1_000, "dev.signalbox.Deep.down").toArray(String[]::new));

        assertThat(page("/profiles").select("#truncated").text()).contains("the middle of very deep stacks is folded");
    }

    @Test
    void logLinesAreFilteredAndLeadToTheirSpan() {
        log(START + 1, "INFO", "order filled", 1);
        log(START + 2, "ERROR", "order failed", 2);

        Document page = page("/logs?level=ERROR&text=ORDER");

        assertThat(page.select(".lines .message").eachText()).containsExactly("order failed");
        assertThat(page.select(".lines a.to").attr("href")).isEqualTo("/traces/" + TRACE + "?span=" + id(2));
        assertThat(page("/logs?traceId=" + TRACE + "&spanId=" + id(1))
                        .select(".lines .message")
                        .eachText())
                .containsExactly("order filled");
    }

    @Test
    void aLineOutsideOfAnyTraceHasNoLink() {
        db.sql("INSERT INTO logs VALUES (1, now(), 'front-service', 'INFO', 'started', NULL, NULL, '{}')")
                .update();

        assertThat(page("/logs").select(".lines .message").text()).isEqualTo("started");
        assertThat(page("/logs").select(".lines a.to")).isEmpty();
    }

    @Test
    void whatASignalSaysIsTextAndNeverCode() {
        store(
                span(1).named(ATTACK).in(ATTACK).at(START, 20).with(ATTACK, ATTACK),
                span(2).below(1)
                        .named("2")
                        .in(ATTACK)
                        .at(START, 20)
                        .event(ATTACK, Map.of("exception.type", ATTACK, "exception.message", ATTACK, ATTACK, ATTACK)));
        log(START, ATTACK, ATTACK, 1);
        sample(START, null, ATTACK);

        for (String address : List.of(
                "/traces",
                "/traces/" + TRACE,
                "/traces/" + TRACE + "?span=" + id(1),
                "/traces/" + TRACE + "?span=" + id(2),
                "/logs",
                "/profiles",
                "/profiles?search=" + "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%22",
                "/logs?text=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")) {
            Document page = page(address);
            assertThat(page.select("img[src=x]")).as(address).isEmpty();
            assertThat(page.html()).as(address).contains("&lt;img src=x");
        }
    }

    @Test
    void theBrowserIsToldToRunOnlyOurFiles() {
        http.get()
                .uri("/traces")
                .exchange()
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy)
                                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                                .doesNotContain("unsafe"));
        store(span(1).at(START, 20));
        for (String address : List.of("/traces", "/traces/" + TRACE, "/logs", "/profiles")) {
            Document page = page(address);
            assertThat(page.select("[style], style, script:not([src])"))
                    .as(address)
                    .isEmpty();
        }
    }

    @Test
    void everythingAPageNeedsComesFromHere() {
        Document page = page("/traces");
        List<String> addresses = page.select("script[src]").eachAttr("src");
        addresses.addAll(page.select("link[href]").eachAttr("href"));

        assertThat(addresses).hasSizeGreaterThan(3).allMatch(address -> address.startsWith("/"));
        for (String address : addresses) {
            http.get().uri(address).exchange().expectStatus().isOk();
        }
    }

    @Test
    void anUnknownPageIsAPageForPeopleAndAProblemForPrograms() {
        http.get()
                .uri("/nowhere")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .value(body -> assertThat(Jsoup.parse(body).select("h1").text()).isEqualTo("There is no such page"));
        http.get()
                .uri("/api/nowhere")
                .accept(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private Document page(String address) {
        return Jsoup.parse(http.get()
                .uri(URI.create(base() + address))
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private Document missing(String address) {
        return Jsoup.parse(http.get()
                .uri(URI.create(base() + address))
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private String base() {
        return "http://localhost:" + port;
    }

    private void store(SpanBuilder... spans) {
        new StoredSpans(db).add(spans);
    }

    private void log(long millis, String level, String message, int spanId) {
        db.sql(
                        "INSERT INTO logs VALUES (:id, make_timestamp_ns(:time), 'front-service', :level, :message, :trace, :span, '{}')")
                .param("id", ++lines)
                .param("time", Times.nanos(Instant.ofEpochMilli(millis)))
                .param("level", level)
                .param("message", message)
                .param("trace", TRACE)
                .param("span", id(spanId))
                .update();
    }

    private void sample(long millis, String profileId, String... frames) {
        long stack = List.of(frames).hashCode();
        db.sql("INSERT INTO stacks SELECT :id, from_json(:frames, '[\"VARCHAR\"]') "
                        + "WHERE :id NOT IN (SELECT stack_id FROM stacks)")
                .param("id", stack)
                .param("frames", Json.write(frames))
                .update();
        db.sql(
                        "INSERT INTO samples VALUES (make_timestamp_ns(:time), 'auth-service', :profile, NULL, 'main', :id, 10000000)")
                .param("time", Times.nanos(Instant.ofEpochMilli(millis)))
                .param("profile", profileId)
                .param("id", stack)
                .update();
    }
}
