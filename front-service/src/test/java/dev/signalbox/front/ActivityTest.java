package dev.signalbox.front;

import static dev.signalbox.front.OtherServices.EMAIL;
import static dev.signalbox.front.OtherServices.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.front.OtherService.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ExtendWith(OutputCaptureExtension.class)
class ActivityTest extends FrontServiceTest {

    @Autowired
    MeterRegistry meters;

    @Test
    void whatAVisitorDoesIsWrittenDownWithItsTraceAndTheWaysToLookAtIt() {
        String traceId = traceOf(order().expectStatus().isCreated());

        assertThat(activity()).singleElement().satisfies(entry -> {
            assertThat(entry)
                    .containsEntry("action", "ORDER")
                    .containsEntry("outcome", "OK")
                    .containsEntry("detail", "Buy 10 SGNL at 101.20: filled")
                    .containsEntry("traceId", traceId)
                    .containsEntry(
                            "links",
                            Map.of(
                                    "trace", "http://localhost:3000/traces/" + traceId,
                                    "logs", "http://localhost:3000/logs?traceId=" + traceId,
                                    "profile", "http://localhost:3000/profiles?traceId=" + traceId));
            assertThat(Instant.parse((String) entry.get("at")))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now());
            assertThat((Integer) entry.get("durationMs")).isNotNegative();
        });
    }

    @Test
    void whatAVisitorDoesIsALogLineOfItsTrace(CapturedOutput output) {
        String placed = traceOf(order().expectStatus().isCreated());
        String refused = traceOf(signIn("a guess").expectStatus().isUnauthorized());

        assertThat(output.getOut().lines())
                .anyMatch(line -> line.contains(placed) && line.endsWith("Order: OK"))
                .anyMatch(line -> line.contains(refused) && line.endsWith("Sign-in: REJECTED"));
    }

    @Test
    void theNewestComesFirst() {
        signIn(PASSWORD).expectStatus().isCreated();
        order().expectStatus().isCreated();
        signedIn()
                .delete()
                .uri("/api/sessions/current")
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(activity()).extracting(entry -> entry.get("action")).containsExactly("SIGN_OUT", "ORDER", "SIGN_IN");
    }

    @Test
    void aRefusalIsWrittenDownInTheWordsOfTheRefusal() {
        OTHERS.broker.answers("POST /orders", Answer.problem(422, "This costs more than you have."));

        order().expectStatus().isEqualTo(422);

        assertThat(activity().get(0))
                .containsEntry("outcome", "REJECTED")
                .containsEntry("detail", "This costs more than you have.");
    }

    @Test
    void aFailureOfOursIsToldFromARefusal() {
        OTHERS.broker.answers("POST /orders", Answer.problem(500, "Stumbled."));

        order().expectStatus().isEqualTo(503);

        assertThat(activity().get(0)).containsEntry("outcome", "FAILED");
    }

    @Test
    void aFailedSignInBelongsToTheAccountItWasAimedAtHoweverItIsSpelled() {
        client.post()
                .uri("/api/sessions")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("email", "ADA@Example.org", "password", "a guess"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
        client.post()
                .uri("/api/sessions")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("email", "eve@example.org", "password", "a guess"))
                .exchange()
                .expectStatus()
                .isUnauthorized();

        assertThat(activity())
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry).containsEntry("action", "SIGN_IN").containsEntry("outcome", "REJECTED"));
    }

    @Test
    void onlyTheNewestOfAnAccountAreKept() {
        for (int i = 0; i < 25; i++) {
            signIn("wrong").expectStatus().isUnauthorized();
        }
        order().expectStatus().isCreated();

        assertThat(activity())
                .hasSize(20)
                .first()
                .satisfies(entry -> assertThat(entry).containsEntry("action", "ORDER"));
        assertThat(rows()).isEqualTo(20);
    }

    @Test
    void whatIsTooOldGoesWithTheNextEntryOfAnybody() {
        database.sql("INSERT INTO activity (account, at, action, outcome, detail, duration_ms)"
                        + " VALUES ('eve@example.org', now() - interval '31 days', 'ORDER', 'OK', '', 1),"
                        + " ('eve@example.org', now() - interval '29 days', 'ORDER', 'OK', '', 1)")
                .then()
                .block();

        order().expectStatus().isCreated();

        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void whatCannotBeStoredAsTextIsLeftOutOfTheEntry() {
        double lost = lost();
        OTHERS.broker.answers("POST /orders", Answer.problem(422, "Nul \u0000 and " + "long ".repeat(200)));

        order().expectStatus().isEqualTo(422);

        assertThat(rows()).isEqualTo(1);
        assertThat(lost()).isEqualTo(lost);
    }

    @Test
    void anOrderDoesNotFailBecauseItCannotBeWrittenDown() {
        double lost = lost();
        LINE.cut();

        order().expectStatus().isCreated();

        assertThat(OTHERS.booked()).isEqualTo(1);
        assertThat(lost()).isEqualTo(lost + 1);
    }

    @Test
    void withoutTheDatabaseTheListIs503AtOnceAndComesBackByItself() {
        order().expectStatus().isCreated();
        LINE.cut();

        Instant begin = Instant.now();
        signedIn()
                .get()
                .uri("/api/activity")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(2));

        LINE.mend();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(activity()).hasSize(1));
    }

    @Test
    void theDeskDoesWithoutItsActivityAndTheActivityPageSaysWhatIsTheMatter() {
        LINE.cut();

        signedIn()
                .get()
                .uri("/")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("SGNL", "cannot be read just now"));
        signedIn()
                .get()
                .uri("/activity")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("not available", "See the trace"));
    }

    private ResponseSpec order() {
        return signedIn()
                .post()
                .uri("/api/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("symbol", "SGNL", "side", "BUY", "type", "MARKET", "quantity", 10))
                .exchange();
    }

    private ResponseSpec signIn(String password) {
        return client.post()
                .uri("/api/sessions")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("email", EMAIL, "password", password))
                .exchange();
    }

    private static String traceOf(ResponseSpec answer) {
        return answer.returnResult(Void.class).getResponseHeaders().getFirst("X-Trace-Id");
    }

    private double lost() {
        return meters.get("signalbox.activity.lost").counter().count();
    }

    private Long rows() {
        return database.sql("SELECT count(*) FROM activity")
                .mapValue(Long.class)
                .one()
                .block();
    }
}
