package dev.signalbox.broker.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.broker.BrokerTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Whatever is sent: the right 4xx, as a problem with a trace id, and nothing stored. */
class BadOrderTest extends BrokerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "\"BUY\"",
                "{}",
                "{\"symbol\": null, \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 1}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"MARKET\"}",
                "{\"symbol\": \"SEMA\", \"type\": \"MARKET\", \"quantity\": 1}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"quantity\": 1}",
                "{\"symbol\": \"SEMA\", \"side\": \"HOLD\", \"type\": \"MARKET\", \"quantity\": 1}",
                "{\"symbol\": \"SEMA\", \"side\": 0, \"type\": \"MARKET\", \"quantity\": 1}",
                "{\"symbol\": 7, \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 1}",
                "{\"symbol\": \"\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 1}",
                "{\"symbol\": \"SE\\u0000A\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 1}",
                "{\"symbol\": \"' or '1'='1\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 1}",
                "{\"symbol\": {\"a\": 1}, \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 1}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 0}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": -1}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 10001}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 99999999999999999999}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 1.5}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": \"1\"}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": true}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 1, \"price\": 0.01}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 1, \"limitPrice\": 5}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"LIMIT\", \"quantity\": 1}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"LIMIT\", \"quantity\": 1, \"limitPrice\": 0}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"LIMIT\", \"quantity\": 1, \"limitPrice\": -5}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"LIMIT\", \"quantity\": 1, \"limitPrice\": 5.001}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"LIMIT\", \"quantity\": 1, \"limitPrice\": 1e999999}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"LIMIT\", \"quantity\": 1, \"limitPrice\": 1e-999999}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"LIMIT\", \"quantity\": 1, \"limitPrice\": \"5\"}",
                "{\"symbol\": \"SEMASEMASEMASEMASEMA\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 1}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 1, \"quantity\": 2}",
                "{\"symbol\": \"SEMA\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 1} trailing"
            })
    void anInvalidBodyIsABadRequest(String body) {
        expectProblem(order(user, body), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOPE", "sema", "S"})
    void anUnknownSymbolCannotBeOrdered(String symbol) {
        expectProblem(
                order(
                        user,
                        "{\"symbol\": \"" + symbol + "\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 1}"),
                422);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        expectProblem(order(user, "{\"symbol\": \"" + "S".repeat(100_000) + "\"}"), 413);
    }

    @Test
    void aBodyThatIsNotJsonIsRefused() {
        var answer = http.post()
                .uri("/orders")
                .headers(headers -> headers.setBearerAuth("token-of-" + user))
                .contentType(MediaType.TEXT_XML)
                .bodyValue("<order/>")
                .exchange();

        expectProblem(answer, 415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"with space", "ümlaut", "0123456789012345678901234567890123456789012345678901234567890123456"})
    void aKeyThatIsNoKeyIsABadRequest(String key) {
        expectProblem(order(user, market("BUY", "SEMA", 1), key), 400);
    }

    @Test
    void anEmptyKeyIsABadRequest() {
        expectProblem(order(user, market("BUY", "SEMA", 1), ""), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders?limit=0",
                "/orders?limit=101",
                "/orders?limit=-1",
                "/orders?limit=ten",
                "/orders?limit=99999999999",
                "/orders?before=yesterday",
                "/orders/17"
            })
    void rubbishInAPathOrQueryIsABadRequest(String path) {
        expectProblem(get(path, user), 400);
    }

    @Test
    void anOrderThatNobodyHasIsNotFound() {
        expectProblem(get("/orders/" + UUID.randomUUID(), user), 404);
    }

    @Test
    void whatIsNotOfferedIsRefused() {
        expectProblem(get("/nothing/here", user), 404);
        expectProblem(
                http.delete()
                        .uri("/orders")
                        .headers(headers -> headers.setBearerAuth("token-of-" + user))
                        .exchange(),
                405);
    }

    private void expectProblem(ResponseSpec answer, int status) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.traceId")
                .isNotEmpty();
        assertThat(count("orders", user)).isZero();
        assertThat(count("portfolio", user)).isZero();
    }
}
