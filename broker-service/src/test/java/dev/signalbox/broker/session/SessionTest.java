package dev.signalbox.broker.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.broker.BrokerTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@TestPropertySource(properties = {"signalbox.client.circuit.open=500ms", "signalbox.client.response-timeout=20s"})
class SessionTest extends BrokerTest {

    @Autowired
    private MeterRegistry meters;

    private boolean authIsDown;

    @AfterEach
    void startAuthAgain() {
        if (authIsDown) {
            AUTH.start();
        }
    }

    @Test
    void withoutATokenThereIsAChallengeAndAuthIsNotEvenAsked() {
        int before = AUTH.asked();

        expectChallenge(with(headers -> {}));

        assertThat(AUTH.asked()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer forged",
                "Bearer",
                "Bearer ",
                "Bearer two words",
                "Bearer ümlaut",
                "Bearer \"; drop table",
                "Basic YW5uOnNlY3JldA==",
                "token-of-nobody",
                ""
            })
    void aForgedTokenOrRubbishInItsPlaceIsUnauthorized(String authorization) {
        expectChallenge(with(headers -> headers.set(HttpHeaders.AUTHORIZATION, authorization)));
    }

    @Test
    void aTokenInTheQueryIsNotRead() {
        expectChallenge(
                http.get().uri("/portfolio?access_token=token-of-" + user).exchange());
    }

    @Test
    void rubbishInACookieDoesNotMatter() {
        with(headers -> {
                    headers.setBearerAuth("token-of-" + user);
                    headers.set(HttpHeaders.COOKIE, "=;;\"x; session=%%%");
                })
                .expectStatus()
                .isOk();
    }

    @Test
    void aSignOutTakesEffectAtOnce() {
        get("/portfolio", user).expectStatus().isOk();

        AUTH.signOut(user);

        expectChallenge(get("/portfolio", user));
    }

    @Test
    void aForeignPathIsNotShownToStrangersEither() {
        expectChallenge(http.get().uri("/orders/" + UUID.randomUUID()).exchange());
    }

    @ParameterizedTest
    @CsvSource({"GET, /quotes;x=1", "GET, /quotes/..", "GET, /quotes/50%", "BREW, /quotes"})
    void whatSecurityRefusesToLookAtIsAProblemLikeAnyOther(String method, String path) {
        http.method(HttpMethod.valueOf(method))
                .uri(path)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.traceId")
                .isNotEmpty();
    }

    @Test
    void withoutAuthServiceItIs503TheCircuitOpensAndItClosesWhenAuthServiceIsBack() {
        get("/portfolio", user).expectStatus().isOk();
        AUTH.stop();
        authIsDown = true;

        await().untilAsserted(() -> {
            get("/portfolio", user)
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .valueEquals(HttpHeaders.RETRY_AFTER, "1")
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.service")
                    .isEqualTo("auth-service")
                    .jsonPath("$.traceId")
                    .isNotEmpty();
            assertThat(circuitIs("open")).isTrue();
        });
        http.get().uri("/quotes").exchange().expectStatus().isOk();

        AUTH.start();
        authIsDown = false;
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            get("/portfolio", user).expectStatus().isOk();
            assertThat(circuitIs("closed")).isTrue();
        });
    }

    private ResponseSpec with(Consumer<HttpHeaders> headers) {
        return http.get().uri("/portfolio").headers(headers).exchange();
    }

    private static void expectChallenge(ResponseSpec answer) {
        answer.expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueMatches(HttpHeaders.WWW_AUTHENTICATE, "Bearer.*")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .exists("X-Trace-Id")
                .expectBody()
                .jsonPath("$.traceId")
                .isNotEmpty();
    }

    private boolean circuitIs(String state) {
        return meters.get("resilience4j.circuitbreaker.state")
                        .tags("name", "auth-service", "state", state)
                        .gauge()
                        .value()
                == 1;
    }
}
