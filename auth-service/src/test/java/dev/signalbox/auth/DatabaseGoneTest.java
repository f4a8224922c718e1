package dev.signalbox.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.test.TestPostgres;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** With the time limits that the service really has. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "signalbox.auth.password.cost=4",
            "signalbox.database-patience=700ms",
            "spring.r2dbc.properties.connectTimeout=800ms",
            "spring.r2dbc.pool.max-acquire-time=900ms",
            "spring.r2dbc.pool.max-create-connection-time=900ms"
        })
@AutoConfigureWebTestClient(timeout = "30s")
@DirtiesContext
class DatabaseGoneTest {

    private static final TestPostgres POSTGRES = TestPostgres.start();

    @Autowired
    WebTestClient client;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        POSTGRES.register(properties, "auth");
    }

    @AfterAll
    static void close() {
        POSTGRES.close();
    }

    @Test
    void whileTheDatabaseIsAwayTheAnswerIs503AndAllIsWellSoonAfterItsReturn() {
        Map<String, String> someone =
                Map.of("email", "someone@example.test", "password", "correct horse", "displayName", "Someone");
        client.post().uri("/users").bodyValue(someone).exchange().expectStatus().isCreated();

        POSTGRES.stop();
        for (int i = 0; i < 3; i++) {
            assertUnavailableWithin(Duration.ofSeconds(2));
        }

        POSTGRES.startAgain();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> signIn().expectStatus().isCreated());
    }

    private void assertUnavailableWithin(Duration limit) {
        long start = System.nanoTime();
        HttpHeaders headers = signIn().expectStatus()
                .isEqualTo(503)
                .returnResult(String.class)
                .getResponseHeaders();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit);
        assertThat(headers.getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
    }

    private WebTestClient.ResponseSpec signIn() {
        return client.post()
                .uri("/sessions")
                .bodyValue(Map.of("email", "someone@example.test", "password", "correct horse"))
                .exchange();
    }
}
