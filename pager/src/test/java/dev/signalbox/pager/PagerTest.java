package dev.signalbox.pager;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole of pager on a real port and a real file, given what Alertmanager really sends, and worse. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PagerTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path directory;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("signalbox.pager.store", () -> directory.resolve("inbox"));
    }

    @Autowired
    private JdbcClient jdbc;

    private RestTestClient http;

    @BeforeEach
    void startWithAnEmptyInbox(@LocalServerPort int port) {
        jdbc.sql("DELETE FROM notification").update();
        http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    @Test
    void everyAlertOfAMessageBecomesANotification() throws Exception {
        double before = metric("signalbox_pager_notifications_total{channel=\"webhook\",status=\"firing\"}");

        deliver(payload("alertmanager-0.25-firing"));

        List<JsonNode> items = notifications("");
        assertThat(items).hasSize(2);
        JsonNode broker = items.get(0);
        assertThat(broker.at("/channel").asString()).isEqualTo("webhook");
        assertThat(broker.at("/sender").asString()).isEqualTo("http://localhost:9093");
        assertThat(broker.at("/status").asString()).isEqualTo("firing");
        assertThat(broker.at("/alertname").asString()).isEqualTo("ServiceDown");
        assertThat(broker.at("/labels/service_name").asString()).isEqualTo("broker-service");
        assertThat(broker.at("/annotations/summary").asString()).isEqualTo("broker-service has been down for 1 min");
        assertThat(broker.at("/fingerprint").asString()).isEqualTo("dee04cf46a1bc1b1");
        assertThat(broker.at("/groupKey").asString()).isEqualTo("{}:{severity=\"page\"}");
        assertThat(broker.at("/startsAt").asString()).isEqualTo("2026-11-21T01:01:24.286018074Z");
        assertThat(broker.at("/endsAt").isNull()).isTrue();
        assertThat(broker.at("/occurrence").asInt()).isEqualTo(1);
        assertThat(metric("signalbox_pager_notifications_total{channel=\"webhook\",status=\"firing\"}") - before)
                .isEqualTo(2);
    }

    @Test
    void fieldsThatANewerAlertmanagerAddsDoNoHarm() throws Exception {
        deliver(payload("alertmanager-0.34-resolved"));

        JsonNode resolved = notifications("").get(0);
        assertThat(resolved.at("/status").asString()).isEqualTo("resolved");
        assertThat(resolved.at("/endsAt").asString()).isEqualTo("2026-11-21T01:15:00Z");
    }

    @Test
    void whatGrafanaSaysIsUnderstoodToo() throws Exception {
        post("/webhook/grafana", payload("grafana-documented-firing"))
                .expectStatus()
                .isNoContent();

        JsonNode alert = notifications("").get(0);
        assertThat(alert.at("/alertname").asString()).isEqualTo("ErrorLogs");
        assertThat(alert.at("/sender").asString()).isEqualTo("http://localhost:3000/");
        assertThat(alert.at("/annotations/summary").asString()).isEqualTo("broker-service logs errors");
        assertThat(alert.at("/endsAt").isNull()).isTrue();
    }

    @Test
    void theWebhooksAddressCanNameTheSender() throws Exception {
        post("/webhook/alertmanager?sender=alertmanager-2", payload("alertmanager-0.34-resolved"))
                .expectStatus()
                .isNoContent();

        assertThat(notifications("").get(0).at("/sender").asString()).isEqualTo("alertmanager-2");
    }

    @Test
    void theSameNewsAgainIsKeptAndMarkedUntilSomethingElseIsSaid() throws Exception {
        double before = metric("signalbox_pager_repeats_total{channel=\"webhook\",status=\"firing\"}");

        deliver(payload("alertmanager-0.25-firing"));
        deliver(payload("alertmanager-0.25-firing"));
        deliver(payload("alertmanager-0.25-one-resolved"));
        deliver(payload("alertmanager-0.25-firing"));

        assertThat(notifications("").stream()
                        .filter(item ->
                                item.at("/labels/service_name").asString().equals("broker-service"))
                        .map(item -> item.at("/status").asString() + " "
                                + item.at("/occurrence").asInt()))
                .containsExactly("firing 1", "resolved 1", "firing 2", "firing 1");
        // The second message's two; and auth-service, firing all the time, in the third and the fourth.
        assertThat(metric("signalbox_pager_repeats_total{channel=\"webhook\",status=\"firing\"}") - before)
                .isEqualTo(4);
    }

    @Test
    void notificationsAreFoundByNameStatusChannelAndTimeAndReadPageByPage() throws Exception {
        deliver(payload("alertmanager-0.25-firing"));
        deliver(payload("alertmanager-0.34-resolved"));

        assertThat(notifications("?alertname=ServiceDown")).hasSize(2);
        assertThat(notifications("?status=resolved")).hasSize(1);
        assertThat(notifications("?channel=webhook&status=firing")).hasSize(2);
        assertThat(notifications("?alertname=NoSuchAlert")).isEmpty();
        String last = notifications("").get(0).at("/receivedAt").asString();
        assertThat(notifications("?since=" + last)).hasSize(1);
        assertThat(notifications("?since=4102444800000")).isEmpty();

        JsonNode first = JSON.readTree(body("/api/notifications?limit=2"));
        JsonNode second = JSON.readTree(
                body("/api/notifications?limit=2&before=" + first.at("/next").asLong()));
        assertThat(first.at("/items").size()).isEqualTo(2);
        assertThat(second.at("/items").size()).isEqualTo(1);
        assertThat(second.at("/next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=on-fire",
                "channel=pigeon",
                "since=yesterday",
                "since=99999999999999999999",
                "limit=0",
                "limit=1001",
                "before=x"
            })
    void aQuestionThatMakesNoSenseIsAProblemOfTheClient(String query) {
        http.get()
                .uri("/api/notifications?" + query)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rubbish",
                "null",
                "[]",
                "{}",
                "{\"version\": \"4\", \"alerts\": 7}",
                "{\"version\": \"3\", \"groupKey\": \"g\", \"receiver\": \"r\", \"externalURL\": \"u\", \"alerts\": []}",
                "\u0000\u0001\u0002"
            })
    void rubbishIsRefusedAndCountedAndNothingIsStored(String rubbish) throws Exception {
        double before = metric("signalbox_pager_malformed_total{channel=\"webhook\"}");

        post("/webhook/alertmanager", rubbish)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);

        assertThat(notifications("")).isEmpty();
        assertThat(metric("signalbox_pager_malformed_total{channel=\"webhook\"}") - before)
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\": \"firing\" -> \"status\": \"burning\"",
                "\"fingerprint\": \"dee04cf46a1bc1b1\" -> \"fingerprint\": \"\"",
                "\"startsAt\": \"2026-11-21T01:01:24.286018074Z\" -> \"startsAt\": \"soon\"",
                "\"labels\": { -> \"labels\": [",
                "\"service_name\": \"broker-service\" -> \"service_name\": null",
                "\"version\": \"4\" -> \"version\": \"5\"",
                "\"receiver\": \"pager\", -> "
            })
    void oneWrongFieldAnywhereRefusesTheWholeMessage(String change) throws Exception {
        String[] fromTo = change.split(" -> ?", 2);
        String good = payload("alertmanager-0.25-firing");
        String bad = good.replace(fromTo[0], fromTo[1]);
        assertThat(bad).isNotEqualTo(good);

        post("/webhook/alertmanager", bad).expectStatus().isBadRequest();

        assertThat(notifications("")).isEmpty();
        deliver(good);
        assertThat(notifications("")).hasSize(2);
    }

    @Test
    void aMessageWithoutEndIsRefused() throws Exception {
        double before = metric("signalbox_pager_malformed_total{channel=\"webhook\"}");

        post("/webhook/alertmanager", " ".repeat(2_000_000)).expectStatus().isEqualTo(413);

        assertThat(metric("signalbox_pager_malformed_total{channel=\"webhook\"}") - before)
                .isEqualTo(1);
    }

    @Test
    void thePageSaysWhatIsFiringNow() throws Exception {
        assertThat(page("/").select(".now").text()).isEqualTo("Clear. Nothing is firing.");

        deliver(payload("alertmanager-0.25-firing"));
        deliver(payload("alertmanager-0.25-one-resolved"));

        Document page = page("/");
        assertThat(page.select(".now strong").text()).isEqualTo("1 firing");
        assertThat(page.select(".now li").text()).contains("ServiceDown", "auth-service");
        assertThat(page.select(".inbox > li .status").eachText())
                .containsExactly("resolved", "firing", "firing", "firing");
        assertThat(page("/?status=resolved").select(".inbox > li")).hasSize(1);
    }

    @Test
    void thePageIsOnlySentAgainWhenThereIsNews() throws Exception {
        String ask = page("/").select("#board").attr("hx-get");
        http.get().uri(ask).exchange().expectStatus().isNoContent();

        deliver(payload("alertmanager-0.34-resolved"));

        Document fragment = Jsoup.parse(body(ask));
        assertThat(fragment.select(".inbox > li")).hasSize(1);
        http.get()
                .uri(fragment.select("#board").attr("hx-get"))
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    @Test
    void whatAnAlertSaysIsTextAndNeverCode() throws Exception {
        String attack = "<img src=x onerror=alert(1)>";
        deliver(payload("alertmanager-0.34-resolved")
                .replace("Sign-in p99 is 2.4 s", attack)
                .replace("http://localhost:9090/graph?g0.expr=x", "javascript:alert(1)")
                .replace("http://localhost:3000/traces?service=auth-service", "javascript:alert(2)"));

        Document page = page("/");
        assertThat(page.select(".inbox .line").text()).isEqualTo(attack);
        assertThat(page.select("img[onerror]")).isEmpty();
        assertThat(page.select("a[href^=javascript]")).isEmpty();
        http.get()
                .uri("/")
                .exchange()
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy ->
                                assertThat(policy).contains("script-src 'self'").doesNotContain("unsafe"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?status=on-fire", "/?before=x"})
    void anAddressThatMakesNoSenseGetsAPageThatSaysSo(String address) {
        http.get()
                .uri(address)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody(String.class)
                .value(body -> assertThat(Jsoup.parse(body).select("h1").text())
                        .isEqualTo("That request makes no sense here"));
    }

    @Test
    void everythingThePageNeedsComesFromHere() throws Exception {
        Document page = page("/");
        List<String> addresses = page.select("script[src]").eachAttr("src");
        addresses.addAll(page.select("link[href]").eachAttr("href"));

        assertThat(addresses).isNotEmpty().allMatch(address -> address.startsWith("/"));
        for (String address : addresses) {
            http.get().uri(address).exchange().expectStatus().isOk();
        }
    }

    @Test
    void pagerSaysThatItIsReady() {
        http.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
    }

    private void deliver(String payload) {
        post("/webhook/alertmanager", payload).expectStatus().isNoContent();
    }

    private RestTestClient.ResponseSpec post(String address, String body) {
        return http.post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private List<JsonNode> notifications(String query) {
        return JSON.readTree(body("/api/notifications" + query))
                .at("/items")
                .valueStream()
                .toList();
    }

    private Document page(String address) {
        return Jsoup.parse(body(address));
    }

    private double metric(String series) {
        return body("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series));
    }

    private String body(String address) {
        return http.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private static String payload(String name) throws Exception {
        return new ClassPathResource("webhook/" + name + ".json").getContentAsString(StandardCharsets.UTF_8);
    }
}
