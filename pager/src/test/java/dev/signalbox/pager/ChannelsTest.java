package dev.signalbox.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.pager.email.MailServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.subethamail.smtp.client.SMTPException;
import org.subethamail.smtp.client.SmartClient;
import tools.jackson.databind.JsonNode;

/**
 * All four channels, given what servers send: the files in {@code alertmanager-*} are what Alertmanager 0.25 and 0.34
 * sent with their own templates; those in {@code grafana-documented} are made after Grafana's sources.
 */
class ChannelsTest extends RunningPager {

    private static final List<String> CHANNELS = List.of("webhook", "slack", "pagerduty", "email");

    @Autowired
    private MailServer mail;

    @ParameterizedTest
    @CsvSource({
        "alertmanager-0.25, webhook", "alertmanager-0.25, slack", "alertmanager-0.25, pagerduty",
                "alertmanager-0.25, email",
        "alertmanager-0.34, webhook", "alertmanager-0.34, slack", "alertmanager-0.34, pagerduty",
                "alertmanager-0.34, email"
    })
    void whatAlertmanagerSendsTellsWhatFiresWhereAndThatItIsOver(String version, String channel) throws IOException {
        send(version, channel, "down-firing");
        send(version, channel, "down-resolved");

        List<JsonNode> items = notifications("?alertname=ServiceDown&service=broker-service");
        assertThat(items).extracting(item -> item.at("/status").asString()).containsExactly("resolved", "firing");
        assertThat(items).allSatisfy(item -> {
            assertThat(item.at("/channel").asString()).isEqualTo(channel);
            assertThat(item.at("/sender").asString()).isEqualTo("http://localhost:9093");
            assertThat(item.at("/address").asString()).isEqualTo("127.0.0.1");
            assertThat(item.at("/occurrence").asInt()).isEqualTo(1);
            assertThat(item.at("/alerts").size()).isEqualTo(1);
        });
        assertThat(items.get(0).at("/groupKey").asString())
                .isEqualTo(items.get(1).at("/groupKey").asString());
        assertThat(items.get(0).at("/id").asLong())
                .isGreaterThan(items.get(1).at("/id").asLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "slack", "pagerduty"})
    void whatGrafanaSendsIsUnderstoodToo(String channel) throws IOException {
        send("grafana-documented", channel, "firing");

        JsonNode item =
                notifications("?alertname=ErrorLogs&service=broker-service").get(0);
        assertThat(item.at("/channel").asString()).isEqualTo(channel);
        assertThat(item.at("/status").asString()).isEqualTo("firing");
        assertThat(item.at("/sender").asString()).startsWith("http://localhost:3000");
    }

    @Test
    void oneQuestionTellsWhetherEachChannelHasNotifiedExactlyOnce() throws IOException {
        for (String channel : CHANNELS) {
            send("alertmanager-0.34", channel, "down-firing");
            send("alertmanager-0.34", channel, "pool-both-firing");
            send("alertmanager-0.34", channel, "down-resolved");
        }
        assertThat(counts("?alertname=ServiceDown&service=broker-service"))
                .containsExactly("webhook 1 1 0", "slack 1 1 0", "pagerduty 1 1 0", "email 1 1 0");

        // The other half has not heard, and says it again.
        send("alertmanager-0.34", "email", "down-resolved");
        assertThat(counts("?alertname=ServiceDown&service=broker-service"))
                .containsExactly("webhook 1 1 0", "slack 1 1 0", "pagerduty 1 1 0", "email 1 2 1");
        assertThat(counts("?alertname=ServiceDown&service=auth-service"))
                .containsExactly("webhook 0 0 0", "slack 0 0 0", "pagerduty 0 0 0", "email 0 0 0");
        String last = notifications("").get(0).at("/receivedAt").asString();
        assertThat(counts("?since=" + last))
                .containsExactly("webhook 0 0 0", "slack 0 0 0", "pagerduty 0 0 0", "email 0 1 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "slack", "pagerduty", "email"})
    void newsOfAGroupIsNoDuplicate(String channel) throws IOException {
        send("alertmanager-0.34", channel, "pool-both-firing");
        send("alertmanager-0.34", channel, "pool-one-firing");
        send("alertmanager-0.34", channel, "pool-resolved");

        assertThat(notifications("?alertname=PoolExhausted&service=auth-service"))
                .extracting(item -> item.at("/status").asString() + " "
                        + item.at("/occurrence").asInt())
                .containsExactly("resolved 1", "firing 1", "firing 1");
        assertThat(page("/").select(".now").text()).isEqualTo("Clear. Nothing is firing.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "slack", "pagerduty", "email"})
    void whatOneChannelToldIsFiringNow(String channel) throws IOException {
        send("alertmanager-0.34", channel, "pool-one-firing");

        assertThat(page("/").select(".now li").text()).startsWith("PoolExhausted auth-service since ");
    }

    @Test
    void slackAnswersOkAsGrafanaWants() {
        post("/slack", file("grafana-documented/slack-firing.json"))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("ok");
    }

    @Test
    void pagerDutyAnswersWithTheKeyAsAlertmanagerWants() {
        post("/v2/enqueue", file("alertmanager-0.34/pagerduty-down-firing.json"))
                .expectStatus()
                .isEqualTo(202)
                .expectBody()
                .json("""
                        {"status": "success", "message": "Event processed",
                         "dedup_key": "2c0de59862e560456cb8701789e6413e9e6434f4a2c82aa835f8b6dd09b82428"}""");
    }

    @Test
    void anEventWithoutAKeyGetsOne() {
        String answer = post("/v2/enqueue", """
                        {"routing_key": "x", "event_action": "trigger",
                         "payload": {"summary": "disk full", "source": "nas", "severity": "critical"}}""")
                .expectStatus()
                .isEqualTo(202)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        JsonNode item = notifications("?alertname=disk full").get(0);
        assertThat(item.at("/groupKey").asString())
                .isEqualTo(JSON.readTree(answer).at("/dedup_key").asString())
                .isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rubbish",
                "null",
                "{}",
                "{\"text\": \"good morning\"}",
                "{\"attachments\": [{\"text\": \"[FIRING:1] ServiceDown\"}]}",
                "{\"attachments\": {}}",
                "\u0000\u0001"
            })
    void rubbishForSlackIsRefusedAndCounted(String rubbish) {
        refused("slack", "/slack", rubbish);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rubbish",
                "{}",
                "{\"routing_key\": \"x\", \"event_action\": \"trigger\", \"dedup_key\": \"k\"}",
                "{\"routing_key\": \"x\", \"event_action\": \"resolve\"}",
                "{\"routing_key\": \"x\", \"event_action\": \"explode\", \"dedup_key\": \"k\"}",
                "{\"event_action\": \"resolve\", \"dedup_key\": \"k\"}",
                "{\"routing_key\": \"x\", \"event_action\": \"trigger\", \"payload\": {\"summary\": \"\"}}"
            })
    void rubbishForPagerDutyIsRefusedAndCounted(String rubbish) {
        refused("pagerduty", "/v2/enqueue", rubbish);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no header at all",
                "Subject: good morning\r\n\r\nhow are you?",
                "From: x@y\r\n\r\n[FIRING:1] ServiceDown",
                "Subject: [FIRING:1] X\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\n"
                        + "Content-Type: text/html; charset=klingon\r\n\r\nhi\r\n--b--\r\n",
                "\u0000\u0001\u0002"
            })
    void rubbishByMailIsRefusedForGoodAndCounted(String rubbish) {
        double before = malformed("email");

        assertThatExceptionOfType(SMTPException.class)
                .isThrownBy(() -> sendMail(rubbish))
                .satisfies(
                        refused -> assertThat(refused.getResponse().getCode()).isEqualTo(554));

        assertThat(malformed("email") - before).isEqualTo(1);
        assertThat(notifications("")).isEmpty();
    }

    @Test
    void aMailWithoutEndIsRefusedAndTheNextOneTaken() throws IOException {
        double before = malformed("email");

        assertThatExceptionOfType(SMTPException.class)
                .isThrownBy(() -> sendMail("Subject: [FIRING:1] X\r\n\r\n" + "x\r\n".repeat(400_000)))
                .satisfies(
                        refused -> assertThat(refused.getResponse().getCode()).isEqualTo(552));

        assertThat(malformed("email") - before).isEqualTo(1);
        send("alertmanager-0.34", "email", "down-firing");
        assertThat(notifications("")).hasSize(1);
    }

    @Test
    void aMailInPlainTextIsReadAsWell() throws IOException {
        sendMail(
                "From: Alertmanager <am@signalbox.test>\r\nSubject: =?utf-8?q?=5BRESOLVED=5D_Hei=C3=9F_auth-service?=\r\n\r\nover\r\n");

        JsonNode item = notifications("?alertname=Heiß&service=auth-service").get(0);
        assertThat(item.at("/text").asString().strip()).isEqualTo("over");
        assertThat(item.at("/sender").asString()).isEqualTo("Alertmanager <am@signalbox.test>");
    }

    @Test
    void theOtherHalfsMessageIsADuplicateAlthoughANumberInItIsAnother() {
        for (int waiting : List.of(4, 7)) {
            post("/slack", """
                            {"attachments": [{"title": "[FIRING:1] PoolWaiting auth-service (critical): %d requests wait",
                              "text": "Labels:    alertname=PoolWaiting, service_name=auth-service, severity=critical"}]}""".formatted(waiting)).expectStatus().isOk();
        }

        assertThat(counts("?alertname=PoolWaiting&service=auth-service&channel=slack"))
                .containsExactly("slack 2 0 1");
    }

    @Test
    void whatAMessageSaysIsTextAndNeverCode() throws IOException {
        String attack = "<img src=x onerror=alert(1)>";
        post("/slack", file("alertmanager-0.34/slack-down-firing.json").replace("(critical)", attack))
                .expectStatus()
                .isOk();
        sendMail("Subject: [FIRING:1] X\r\nContent-Type: text/html\r\n\r\n<p>" + attack + "<script>alert(2)</script>");

        assertThat(page("/").select(".inbox .line").eachText().get(1)).endsWith(attack);
        assertThat(page("/").select("img[onerror], script:not([src])")).isEmpty();
    }

    private void refused(String channel, String address, String rubbish) {
        double before = malformed(channel);

        post(address, rubbish)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);

        assertThat(malformed(channel) - before).isEqualTo(1);
        assertThat(notifications("")).isEmpty();
    }

    private void send(String server, String channel, String what) throws IOException {
        String name = server + "/" + channel + "-" + what;
        switch (channel) {
            case "webhook" ->
                post("/webhook", file(name + ".json")).expectStatus().isNoContent();
            case "slack" -> post("/slack", file(name + ".json")).expectStatus().isOk();
            case "pagerduty" ->
                post("/v2/enqueue", file(name + ".json")).expectStatus().isEqualTo(202);
            default -> sendMail(file(name + ".eml").replace("\n", "\r\n"));
        }
    }

    private void sendMail(String mail) throws IOException {
        SmartClient client = SmartClient.createAndConnect("127.0.0.1", this.mail.port(), "test");
        try {
            client.from("alertmanager@signalbox.test");
            client.to("oncall@signalbox.test");
            client.dataStart();
            client.dataWrite(mail.getBytes(StandardCharsets.UTF_8));
            client.dataEnd();
        } finally {
            client.quit();
        }
    }

    /** For each channel: how many said that it fires, how many that it is over, how many of both were duplicates. */
    private List<String> counts(String query) {
        return JSON.readTree(body("/api/notifications/count" + query))
                .valueStream()
                .map(count -> count.at("/channel").asString() + " "
                        + count.at("/firing").asInt() + " "
                        + count.at("/resolved").asInt() + " "
                        + count.at("/duplicates").asInt())
                .toList();
    }
}
