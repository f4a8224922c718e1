package dev.signalbox.pager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** What comes in by webhook, what is asked, and what the page shows of it. */
class PagerTest extends RunningPager {

    @Test
    void everyAlertOfAMessageIsKept() {
        double before = metric("signalbox_pager_notifications_total{channel=\"webhook\",status=\"firing\"}");

        deliver(payload("alertmanager-0.25-firing"));

        List<JsonNode> items = notifications("");
        assertThat(items).hasSize(1);
        JsonNode message = items.get(0);
        assertThat(message.at("/channel").asString()).isEqualTo("webhook");
        assertThat(message.at("/sender").asString()).isEqualTo("http://localhost:9093");
        assertThat(message.at("/address").asString()).isEqualTo("127.0.0.1");
        assertThat(message.at("/status").asString()).isEqualTo("firing");
        assertThat(message.at("/groupKey").asString()).isEqualTo("{}:{severity=\"page\"}");
        assertThat(message.at("/occurrence").asInt()).isEqualTo(1);
        assertThat(message.at("/alerts").size()).isEqualTo(2);
        JsonNode broker = message.at("/alerts/1");
        assertThat(broker.at("/alertname").asString()).isEqualTo("ServiceDown");
        assertThat(broker.at("/service").asString()).isEqualTo("broker-service");
        assertThat(broker.at("/status").asString()).isEqualTo("firing");
        assertThat(broker.at("/labels/instance").asString()).isEqualTo("broker-service-1");
        assertThat(broker.at("/annotations/summary").asString()).isEqualTo("broker-service has been down for 1 min");
        assertThat(broker.at("/fingerprint").asString()).isEqualTo("dee04cf46a1bc1b1");
        assertThat(broker.at("/startsAt").asString()).isEqualTo("2026-11-21T01:01:24.286018074Z");
        assertThat(broker.at("/endsAt").isNull()).isTrue();
        assertThat(metric("signalbox_pager_notifications_total{channel=\"webhook\",status=\"firing\"}") - before)
                .isEqualTo(1);
    }

    @Test
    void theSameNewsAgainIsKeptAndCountedAsADuplicateUntilSomethingElseIsSaid() {
        double before = metric("signalbox_pager_duplicates_total{channel=\"webhook\",status=\"firing\"}");

        deliver(payload("alertmanager-0.25-firing"));
        deliver(payload("alertmanager-0.25-firing"));
        deliver(payload("alertmanager-0.25-one-resolved"));
        deliver(payload("alertmanager-0.25-firing"));

        assertThat(notifications(""))
                .extracting(item -> item.at("/occurrence").asInt())
                .containsExactly(1, 1, 2, 1);
        assertThat(metric("signalbox_pager_duplicates_total{channel=\"webhook\",status=\"firing\"}") - before)
                .isEqualTo(1);
    }

    @Test
    void aNotificationOfAGroupSaysOfEachAlertWhetherItIsOver() {
        deliver(payload("alertmanager-0.25-firing"));
        deliver(payload("alertmanager-0.25-one-resolved"));

        assertThat(count("?alertname=ServiceDown&service=broker-service"))
                .isEqualTo("1 firing, 1 resolved, 0 duplicates");
        assertThat(count("?alertname=ServiceDown&service=auth-service"))
                .isEqualTo("2 firing, 0 resolved, 0 duplicates");
        assertThat(notifications("?service=broker-service&status=resolved")).hasSize(1);
        assertThat(notifications("?service=auth-service&status=resolved")).isEmpty();
    }

    /** Of the webhook channel. */
    private String count(String query) {
        JsonNode counts = JSON.readTree(body("/api/notifications/count" + query + "&channel=webhook"));
        assertThat(counts.size()).isEqualTo(1);
        return counts.at("/0/firing").asInt() + " firing, "
                + counts.at("/0/resolved").asInt() + " resolved, "
                + counts.at("/0/duplicates").asInt() + " duplicates";
    }

    @Test
    void fieldsThatANewerAlertmanagerAddsDoNoHarm() {
        deliver(payload("alertmanager-0.34-resolved"));

        JsonNode resolved = notifications("").get(0);
        assertThat(resolved.at("/status").asString()).isEqualTo("resolved");
        assertThat(resolved.at("/alerts/0/endsAt").asString()).isEqualTo("2026-11-21T01:15:00Z");
    }

    @Test
    void notificationsAreFoundByNameServiceStatusChannelAndTimeAndReadPageByPage() {
        deliver(payload("alertmanager-0.25-firing"));
        deliver(payload("alertmanager-0.25-one-resolved"));
        deliver(payload("alertmanager-0.34-resolved"));

        assertThat(notifications("?alertname=ServiceDown")).hasSize(2);
        assertThat(notifications("?alertname=ServiceDown&service=auth-service")).hasSize(2);
        assertThat(notifications("?service=auth-service")).hasSize(3);
        assertThat(notifications("?status=resolved")).hasSize(1);
        assertThat(notifications("?channel=webhook&status=firing")).hasSize(2);
        assertThat(notifications("?channel=email")).isEmpty();
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
    void rubbishIsRefusedAndCountedAndNothingIsStored(String rubbish) {
        double before = malformed("webhook");

        post("/webhook", rubbish)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);

        assertThat(notifications("")).isEmpty();
        assertThat(malformed("webhook") - before).isEqualTo(1);
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
    void oneWrongFieldAnywhereRefusesTheWholeMessage(String change) {
        String[] fromTo = change.split(" -> ?", 2);
        String good = payload("alertmanager-0.25-firing");
        String bad = good.replace(fromTo[0], fromTo[1]);
        assertThat(bad).isNotEqualTo(good);

        post("/webhook", bad).expectStatus().isBadRequest();

        assertThat(notifications("")).isEmpty();
        deliver(good);
        assertThat(notifications("")).hasSize(1);
    }

    @Test
    void aMessageWithoutEndIsRefused() {
        double before = malformed("webhook");

        post("/webhook", " ".repeat(2_000_000)).expectStatus().isEqualTo(413);

        assertThat(malformed("webhook") - before).isEqualTo(1);
    }

    @Test
    void thePageSaysWhatIsFiringNow() {
        assertThat(page("/").select(".now").text()).isEqualTo("Clear. Nothing is firing.");

        deliver(payload("alertmanager-0.25-firing"));
        deliver(payload("alertmanager-0.25-one-resolved"));

        Document page = page("/");
        assertThat(page.select(".now strong").text()).isEqualTo("1 firing");
        assertThat(page.select(".now li").text()).contains("ServiceDown", "auth-service");
        assertThat(page.select(".inbox > li .status").eachText()).containsExactly("firing", "firing");
        assertThat(page("/?status=resolved").select(".inbox > li")).isEmpty();
        assertThat(page("/?channel=webhook").select(".inbox > li")).hasSize(2);
    }

    @Test
    void thePageIsOnlySentAgainWhenThereIsNews() {
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
    void whatAnAlertSaysIsTextAndNeverCode() {
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
    @ValueSource(strings = {"/?status=on-fire", "/?channel=pigeon", "/?before=x"})
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
    void everythingThePageNeedsComesFromHere() {
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
        post("/webhook", payload).expectStatus().isNoContent();
    }

    private static String payload(String name) {
        return file("webhook/" + name + ".json");
    }
}
