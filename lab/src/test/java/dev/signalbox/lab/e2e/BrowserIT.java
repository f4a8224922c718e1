package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.http.Http;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.LogLine;
import dev.signalbox.lab.observe.Span;
import dev.signalbox.lab.visitor.Trader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The desk and the explorer in a real browser: what only scripts, styles and clicks show. */
@ExtendWith(SharedLab.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserIT {

    private static final Duration SIGNALS_ARRIVE_WITHIN = Duration.ofSeconds(40);

    private static final String METRIC = "/chart?range=15m&metric=http_server_request_duration_seconds";

    private final Http http = new Http();
    private Browser browser;
    private Lab lab;

    /** An order that has been placed, and whose signals have arrived. */
    private String order;

    @BeforeAll
    void openABrowser(Lab shared) throws Exception {
        browser = Browser.started();
        lab = shared;
        order = Trader.register(lab.uri(Ports.FRONT)).buyAtLast().traceId();
        awaitTrace(order);
    }

    @AfterAll
    void closeIt() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void forgetWhatOtherPagesSaid() {
        browser.complaints();
    }

    @Test
    void anOrderIsFollowedIntoItsTraceItsLogLinesAndBack() {
        signIn();
        browser.type("#ticket [name=quantity]", "2");
        browser.click("#ticket button", "");
        WebElement link = browser.see("#orders tbody tr", "Buy 2").findElement(By.cssSelector("a[href*='/traces/']"));
        String traceId = idIn(link.getAttribute("href"));
        awaitTrace(traceId);

        link.click();

        assertThat(browser.see("h1").getText()).contains("POST /orders");
        browser.see(".timeline .of", "broker-service");
        browser.see(".timeline .of", "auth-service");
        browser.click(".timeline a.row", "order.book");
        browser.see(".detail h2", "order.book");
        assertThat(browser.url()).contains("/traces/" + traceId).contains("span=");

        browser.click(".aside .tabs a", "In Logs");
        browser.see(".lines .message");
        assertThat(browser.url()).endsWith("/logs?traceId=" + traceId);
        browser.click(".lines a.to", "");
        browser.see(".timeline a.row[aria-current]");
        assertThat(browser.url()).contains("/traces/" + traceId + "?span=");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theProfileOfASignInIsZoomedBesideItsTimeline() {
        signIn();
        browser.open(lab.url(Ports.FRONT, "/activity"));
        String traceId = idIn(browser.see("tbody tr", "Sign")
                .findElement(By.cssSelector("a[href*='/profiles']"))
                .getAttribute("href"));
        await().atMost(SIGNALS_ARRIVE_WITHIN)
                .until(() -> lab.backends().trace(traceId).stream()
                        .anyMatch(span -> lab.backends().samplesOf(span).has("BCrypt")));

        browser.open(explorer("/traces/" + traceId));
        browser.click(".aside .tabs a", "Flame graph");
        browser.click(".box", "BCrypt");

        browser.see(".unzoom");
        browser.see(".timeline a.row", "password.hash");
        String zoomed = browser.url();
        assertThat(zoomed).contains("view=flame").contains("zoom=");
        browser.back();
        browser.see(".box");
        await().untilAsserted(() -> assertThat(browser.all(".unzoom")).isEmpty());
        browser.open(zoomed);
        browser.see(".unzoom");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theWayBackLeadsThroughTheSpansThatWereChosen() {
        browser.open(explorer("/traces/" + order));
        browser.click(".timeline a.row", "order.book");
        browser.see(".detail h2", "order.book");
        String chosen = browser.url();
        browser.click(".timeline a.row", "session.verify");
        browser.see(".detail h2", "session.verify");

        browser.back();
        browser.see(".detail h2", "order.book");
        assertThat(browser.url()).isEqualTo(chosen);
        browser.back();
        await().untilAsserted(() -> assertThat(browser.all(".detail")).isEmpty());
        browser.open(chosen);
        browser.see(".detail h2", "order.book");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatIsFoldedOpenIsInTheAddressAndNoStepOnTheWayBack() {
        browser.open(explorer("/traces/" + order));
        browser.click(".timeline a.row", "order.book");
        browser.click(".detail summary", "Resource and ids");
        await().untilAsserted(() -> assertThat(browser.url()).contains("span=").contains("fold=resource"));
        String folded = browser.url();

        browser.back();
        await().untilAsserted(() -> assertThat(browser.all(".detail")).isEmpty());
        browser.open(folded);
        browser.see("#resource[open]");
        browser.click(".detail summary", "Resource and ids");
        await().untilAsserted(() -> assertThat(browser.url()).doesNotContain("fold="));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aPageThatIsLiveShowsANewLineWithinTwoSeconds() throws Exception {
        String service = "browser-" + UUID.randomUUID();
        browser.open(explorer("/logs?live=1&service=" + service));
        browser.see("#live-state", "Live");

        assertThat(http.post(lab.url(Ports.LOKI, "/loki/api/v1/push"), line(service, "a signal"))
                        .status())
                .isEqualTo(204);

        browser.see(".lines .message", "a signal", Duration.ofSeconds(2));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anOutlierIsPickedFromThePlot() {
        browser.open(explorer("/traces?range=15m"));
        WebElement dot = browser.see(".dots a circle");
        dot.click();

        browser.see(".timeline a.row");
        assertThat(browser.url()).matches(".*/traces/[0-9a-f]{32}");
    }

    @Test
    void aDotOnAMetricOpensTheTraceOfItsRequest() {
        lab.assumeThatItAlerts();
        await().atMost(SIGNALS_ARRIVE_WITHIN).until(() -> {
            browser.open(explorer(METRIC));
            return !browser.all("#chart").isEmpty()
                    && !browser.all("table.exemplars tbody tr").isEmpty();
        });

        browser.clickLastPoint("#chart", "exemplars");

        await().untilAsserted(() -> assertThat(browser.url()).matches(".*/traces/[0-9a-f]{32}"));
        browser.see(".timeline a.row");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE spans",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT 1; DELETE FROM logs",
                "INSTALL httpfs"
            })
    void anAttackOnTheSqlPageIsAnsweredWithAReason(String attack) {
        browser.open(explorer("/sql"));

        browser.type("#statement", attack);
        browser.click(".sql-main button", "Run");

        assertThat(browser.see(".problem[role=alert]", "", Duration.ofSeconds(20))
                        .getText())
                .containsAnyOf("not run", "was ended");
        browser.open(explorer("/sql?q=" + encoded("SELECT count(*) > 0 AS still_there FROM spans")));
        browser.see(".result td", "true");
    }

    @Test
    void noPageOfTheNavigationComplains() {
        browser.open(explorer("/"));
        List<String> pages = browser.all(".top nav a").stream()
                .map(link -> link.getAttribute("href"))
                .toList();
        assertThat(pages).hasSizeGreaterThan(5);

        for (String page : pages) {
            browser.open(page);
            browser.see("main h1");
            assertThat(browser.complaints()).as(page).isEmpty();
        }
    }

    /** With as little on each page as shows all of its kinds: axe-core looks at every element. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/alerts",
                METRIC,
                "/traces?range=5m&service=nobody",
                "/traces?range=5m&operation=order.book",
                "/traces/{order}",
                "/traces/{order}?view=flame",
                "/logs?traceId={order}",
                "/logs?live=1&traceId={order}",
                "/profiles?service=nobody&range=5m&compare=before",
                "/sql?view=chart&q=SELECT+kind,+count(*)+AS+spans+FROM+spans+GROUP+BY+kind+ORDER+BY+kind"
            })
    void noPageHasASeriousBarrierNorAnyColourThatCannotBeReadInTheDark(String page) {
        browser.dark(false);
        browser.open(explorer(page.replace("{order}", order)));
        browser.see("main h1");

        assertThat(browser.barriers()).isEmpty();
        browser.dark(true);
        assertThat(browser.lowContrasts()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    private void signIn() {
        browser.open(lab.url(Ports.FRONT, "/"));
        if (browser.url().endsWith("/sign-in")) {
            browser.type("[name=email]", "demo@signalbox.test");
            browser.type("[name=password]", lab.password("DEMO_PASSWORD"));
            browser.click("main button", "Sign in");
        }
        browser.see("#ticket");
    }

    /** Until every service has delivered its spans of an order, and two of them a line. */
    private void awaitTrace(String traceId) {
        Backends backends = lab.backends();
        await().atMost(SIGNALS_ARRIVE_WITHIN).untilAsserted(() -> {
            assertThat(backends.logsOfTrace(traceId))
                    .extracting(LogLine::service)
                    .contains("front-service", "auth-service");
            List<Span> spans = backends.trace(traceId);
            // What a service has ended by then leaves in one batch or two: the outer spans come last.
            assertThat(spans).anyMatch(Span::isRoot).extracting(Span::name).contains("order.book", "session.verify");
            assertThat(spans).extracting(Span::service).contains("front-service", "broker-service", "auth-service");
        });
    }

    private String explorer(String path) {
        return lab.url(Ports.EXPLORER, path);
    }

    private static String line(String service, String message) {
        return "{\"streams\": [{\"stream\": {\"service_name\": \"%s\", \"level\": \"INFO\"}, \"values\": [[\"%d\", \"%s\"]]}]}"
                .formatted(service, Instant.now().toEpochMilli() * 1_000_000, message);
    }

    private static String idIn(String link) {
        return link.replaceFirst(".*[/=]([0-9a-f]{32}).*", "$1");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
