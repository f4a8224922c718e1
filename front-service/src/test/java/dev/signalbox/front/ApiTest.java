package dev.signalbox.front;

import static dev.signalbox.front.OtherServices.EMAIL;
import static dev.signalbox.front.OtherServices.PASSWORD;
import static dev.signalbox.front.OtherServices.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.front.OtherService.Answer;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ApiTest extends FrontServiceTest {

    private static final String SOME_ID = "0191d3f0-5c1e-7cc0-8a2b-0000000000ff";
    private static final String ORDER = "{\"symbol\":\"SGNL\",\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":10}";

    @Test
    void aVisitorRegistersAndSignsIn() {
        post("/api/users", "{\"email\":\"eve@example.org\",\"password\":\"a long one\",\"displayName\":\"Eve\"}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.email")
                .isEqualTo("eve@example.org")
                .jsonPath("$.password")
                .doesNotExist();

        post("/api/sessions", "{\"email\":\"eve@example.org\",\"password\":\"a long one\"}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.token")
                .isEqualTo(TOKEN)
                .jsonPath("$.user.displayName")
                .isEqualTo("Ada");
    }

    @Test
    void authServiceLearnsTheVisitorsAddressAndNotWhatTheVisitorSaysItIs() {
        client.post()
                .uri("/api/sessions")
                .header("X-Forwarded-For", "10.1.2.3")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("email", EMAIL, "password", PASSWORD))
                .exchange()
                .expectStatus()
                .isCreated();

        assertThat(OTHERS.auth.lastAsked("POST /sessions").header("X-Forwarded-For"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void anOrderIsPassedToBrokerServiceInTheVisitorsNameWithItsKey() {
        signedIn()
                .post()
                .uri("/api/orders")
                .header("Idempotency-Key", "k-1")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(ORDER)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectHeader()
                .exists("X-Trace-Id")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("FILLED")
                .jsonPath("$.price")
                .isEqualTo(101.2)
                .jsonPath("$.traceId")
                .isEqualTo(OtherServices.ORDER_TRACE)
                .jsonPath("$.limitPrice")
                .doesNotExist();

        var asked = OTHERS.broker.lastAsked("POST /orders");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(asked.header("Idempotency-Key")).isEqualTo("k-1");
        assertThat(asked.json())
                .containsEntry("symbol", "SGNL")
                .containsEntry("quantity", 10)
                .doesNotContainEntry("limitPrice", 0);
    }

    @Test
    void anOrderWithAKeyIsTriedAgainWhenBrokerServiceStumbles() {
        OTHERS.broker.answers("POST /orders", Answer.problem(500, "Stumbled."));

        signedIn()
                .post()
                .uri("/api/orders")
                .header("Idempotency-Key", "k-2")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(ORDER)
                .exchange()
                .expectStatus()
                .isEqualTo(503);

        assertThat(OTHERS.broker.asked("POST /orders")).hasSize(3);
    }

    @Test
    void anOrderWithoutAKeyIsNeverSentTwice() {
        OTHERS.broker.answers("POST /orders", Answer.problem(500, "Stumbled."));

        order(ORDER).expectStatus().isEqualTo(503).expectHeader().exists(HttpHeaders.RETRY_AFTER);

        assertThat(OTHERS.broker.asked("POST /orders")).hasSize(1);
    }

    @Test
    void aVisitorReadsQuotesOrdersAndPortfolio() {
        order(ORDER).expectStatus().isCreated();

        client.get()
                .uri("/api/quotes")
                .exchange()
                .expectBody()
                .jsonPath("$[0].symbol")
                .isEqualTo("SGNL");
        client.get()
                .uri("/api/quotes/SGNL")
                .exchange()
                .expectBody()
                .jsonPath("$.price")
                .isEqualTo(101.2);
        signedIn()
                .get()
                .uri("/api/orders?limit=5&before={before}", SOME_ID)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].symbol")
                .isEqualTo("SGNL");
        assertThat(OTHERS.broker.lastAsked("GET /orders").path()).isEqualTo("/orders?limit=5&before=" + SOME_ID);
        signedIn()
                .get()
                .uri("/api/portfolio")
                .exchange()
                .expectBody()
                .jsonPath("$.cash")
                .isEqualTo(98988);
    }

    @Test
    void whatTheOtherServicesRefuseIsPassedOnInTheirWordsWithOurTraceId() {
        OTHERS.broker.answers(
                "POST /orders",
                Answer.of(
                        422,
                        Map.of(
                                "type", "https://signalbox.test/problems/insufficient-cash",
                                "title", "Insufficient cash",
                                "status", 422,
                                "detail", "This costs 1,012.00 and you have 5.00.",
                                "instance", "/orders",
                                "traceId", "theirs",
                                "missing", 1007)));

        order(ORDER)
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://signalbox.test/problems/insufficient-cash")
                .jsonPath("$.detail")
                .isEqualTo("This costs 1,012.00 and you have 5.00.")
                .jsonPath("$.missing")
                .isEqualTo(1007)
                .jsonPath("$.instance")
                .isEqualTo("/api/orders")
                .jsonPath("$.traceId")
                .value(String.class, id -> assertThat(id).matches("[0-9a-f]{32}"));
    }

    @Test
    void tooManyAttemptsSayWhenToComeBack() {
        OTHERS.auth.answers(
                "POST /sessions", Answer.problem(429, "Too many attempts.").with("Retry-After", "30"));

        post("/api/sessions", "{\"email\":\"ada@example.org\",\"password\":\"wrong\"}")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals(HttpHeaders.RETRY_AFTER, "30");
    }

    @Test
    void aRefusalThatIsNoProblemDocumentIsStillARefusal() {
        OTHERS.broker.answers("GET /portfolio", Answer.of(418, "teapot"));

        signedIn()
                .get()
                .uri("/api/portfolio")
                .exchange()
                .expectStatus()
                .isEqualTo(418)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(418);
    }

    @Test
    void anotherOnesOrderDoesNotExist() {
        signedIn().get().uri("/api/orders/" + SOME_ID).exchange().expectStatus().isNotFound();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"symbol\":\"SGNL\",\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":\"10\"}",
                "{\"symbol\":\"SGNL\",\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":1.5}",
                "{\"symbol\":\"SGNL\",\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":0}",
                "{\"symbol\":\"SGNL\",\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":-1}",
                "{\"symbol\":\"SGNL\",\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":10001}",
                "{\"symbol\":\"SGNL\",\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":99999999999999999999}",
                "{\"symbol\":\"SGNL\",\"side\":\"GIVE\",\"type\":\"MARKET\",\"quantity\":1}",
                "{\"symbol\":\"SGNL\",\"side\":0,\"type\":\"MARKET\",\"quantity\":1}",
                "{\"symbol\":\"a b\",\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":1}",
                "{\"symbol\":7,\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":1}",
                "{\"symbol\":\"SGNL\",\"side\":\"BUY\",\"type\":\"LIMIT\",\"quantity\":1,\"limitPrice\":-2}",
                "{\"symbol\":\"SGNL\",\"side\":\"BUY\",\"type\":\"LIMIT\",\"quantity\":1,\"limitPrice\":1e99999}",
                "{\"symbol\":\"SGNL\",\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":1,\"discount\":50}"
            })
    void anOrderThatIsNoneIs400AndNeverReachesBrokerService(String body) {
        order(body)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.traceId")
                .exists();

        assertThat(OTHERS.broker.asked("POST /orders")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/orders?limit=0, 400",
        "GET, /api/orders?limit=abc, 400",
        "GET, /api/orders?limit=99999999999, 400",
        "GET, /api/orders?before=rubbish, 400",
        "GET, /api/orders/not-an-id, 400",
        "GET, /api/activity?limit=-1, 400",
        "GET, /api/quotes/NONE, 404",
        "GET, /api/nothing, 404",
        "PUT, /api/orders, 405",
        "DELETE, /api/portfolio, 405"
    })
    void aRequestThatFitsNothingIsTheCallersMistake(String method, String path, int status) {
        signedIn()
                .method(HttpMethod.valueOf(method))
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.traceId")
                .exists();
    }

    @Test
    void aBodyThatIsTooLargeIs413() {
        order("{\"symbol\":\"" + "A".repeat(70_000) + "\"}").expectStatus().isEqualTo(413);
    }

    @Test
    void aBodyThatIsNotJsonIs415() {
        signedIn()
                .post()
                .uri("/api/orders")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("symbol=SGNL")
                .exchange()
                .expectStatus()
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kl\u00e4ng", "a b"})
    void aKeyThatIsNoneIs400(String key) {
        signedIn()
                .post()
                .uri("/api/orders")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(ORDER)
                .exchange()
                .expectStatus()
                .isBadRequest();

        assertThat(OTHERS.broker.asked("POST /orders")).isEmpty();
    }

    @Test
    void aKeyThatIsTooLongIs400() {
        signedIn()
                .post()
                .uri("/api/orders")
                .header("Idempotency-Key", "k".repeat(65))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(ORDER)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/portfolio", "GET, /api/orders", "GET, /api/activity", "POST, /api/orders"})
    void whoeverIsNotSignedInIs401AndToldHow(String method, String path) {
        client.method(HttpMethod.valueOf(method))
                .uri(path)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueMatches(HttpHeaders.WWW_AUTHENTICATE, "Bearer.*")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, words -> assertThat(words).contains("POST /api/sessions"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer forged",
                "Bearer ",
                "Bearer",
                "Bearer a b",
                "Bearer \u00fcml\u00e4ut",
                "Basic YWRhOmFkYQ==",
                "rubbish"
            })
    void aTokenThatIsNobodysIs401(String authorization) {
        client.get()
                .uri("/api/portfolio")
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void theDescriptionCoversThePublicApiAndNothingElse() {
        client.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.paths.keys()")
                .value(paths -> assertThat(paths)
                        .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
                        .containsExactlyInAnyOrder(
                                "/api/users",
                                "/api/sessions",
                                "/api/sessions/current",
                                "/api/quotes",
                                "/api/quotes/{symbol}",
                                "/api/orders",
                                "/api/orders/{id}",
                                "/api/portfolio",
                                "/api/activity"))
                .jsonPath("$.paths['/api/portfolio'].get.parameters")
                .doesNotExist();
    }

    @Test
    void aServiceThatIsGoneIs503WithRetryAfterAndComesBackByItself() {
        OTHERS.broker.die();
        signedIn()
                .get()
                .uri("/api/portfolio")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectBody()
                .jsonPath("$.traceId")
                .exists();

        OTHERS.broker.comeBack();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> signedIn()
                        .get()
                        .uri("/api/portfolio")
                        .exchange()
                        .expectStatus()
                        .isOk());
    }

    @Test
    void withoutAuthServiceNobodyIsWhoTheySayTheyAre() {
        OTHERS.auth.die();

        signedIn().get().uri("/api/portfolio").exchange().expectStatus().isEqualTo(503);
        client.get().uri("/api/quotes").exchange().expectStatus().isOk();
    }

    private ResponseSpec order(String body) {
        return signedIn()
                .post()
                .uri("/api/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private ResponseSpec post(String path, String body) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
