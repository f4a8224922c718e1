package dev.signalbox.auth;

import dev.signalbox.common.test.TestPostgres;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The whole service on a port of its own, with a real database; tests talk to it as its callers do. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "signalbox.auth.password.cost=4")
@AutoConfigureWebTestClient(timeout = "20s")
public abstract class AuthServiceTest {

    protected static final String PASSWORD = "correct horse";

    @Autowired
    protected WebTestClient client;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        TestPostgres.shared().register(properties, "auth");
    }

    protected static String someEmail() {
        return "someone-" + UUID.randomUUID() + "@example.test";
    }

    /** A new account with {@link #PASSWORD}. */
    protected String registered() {
        String email = someEmail();
        post("/users", Map.of("email", email, "password", PASSWORD, "displayName", "Someone"))
                .expectStatus()
                .isCreated();
        return email;
    }

    protected WebTestClient.ResponseSpec post(String path, Object body) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    protected WebTestClient.ResponseSpec signIn(String email, String password) {
        return post("/sessions", Map.of("email", email, "password", password));
    }

    /** The token of somebody who has just signed in. */
    protected String token() {
        return String.valueOf(body(signIn(registered(), PASSWORD).expectStatus().isCreated())
                .getResponseBody()
                .get("token"));
    }

    protected WebTestClient.ResponseSpec current(String token) {
        return client.get()
                .uri("/sessions/current")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    protected static EntityExchangeResult<Map<String, Object>> body(WebTestClient.ResponseSpec answer) {
        return answer.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult();
    }
}
