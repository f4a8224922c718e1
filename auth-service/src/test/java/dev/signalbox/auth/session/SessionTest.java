package dev.signalbox.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.auth.AuthServiceTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.test.web.reactive.server.WebTestClient;

@ExtendWith(OutputCaptureExtension.class)
class SessionTest extends AuthServiceTest {

    @MockitoSpyBean
    Clock clock;

    @Autowired
    DatabaseClient database;

    @Autowired
    ExpiredSessions expiredSessions;

    @Test
    void aSignInGivesATokenThatSaysWhoOneIs() {
        String email = registered();
        Map<String, Object> signedIn =
                body(signIn(email, PASSWORD).expectStatus().isCreated()).getResponseBody();

        assertThat(signedIn).containsOnlyKeys("token", "expiresAt", "user");
        assertThat((String) signedIn.get("token")).matches("[A-Za-z0-9_-]{43}");
        assertThat(Instant.parse((String) signedIn.get("expiresAt")))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(11)), Instant.now().plus(Duration.ofHours(13)));
        assertThat(body(current((String) signedIn.get("token")).expectStatus().isOk())
                        .getResponseBody())
                .containsOnlyKeys("user", "expiresAt")
                .containsEntry("user", signedIn.get("user"));
    }

    @Test
    void signInAndEachCheckOfTheSessionAreLogLinesOfTheirTraces(CapturedOutput output) {
        String signedIn = traceOf(signIn(registered(), PASSWORD).expectStatus().isCreated());
        String checked = traceOf(current(token()).expectStatus().isOk());
        String forged = traceOf(current("forged").expectStatus().isUnauthorized());

        assertThat(output.getOut().lines())
                .anyMatch(line -> line.contains(signedIn) && line.endsWith("Sign-in"))
                .anyMatch(line -> line.contains(checked) && line.endsWith("Session checked: valid"))
                .anyMatch(line -> line.contains(forged) && line.endsWith("Session checked: invalid"));
    }

    @Test
    void twoSignInsGiveTwoTokens() {
        String email = registered();
        Object first = body(signIn(email, PASSWORD)).getResponseBody().get("token");
        Object second = body(signIn(email, PASSWORD)).getResponseBody().get("token");
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void aTokenIsWorthNothingAfterSigningOut() {
        String token = token();
        signOut(token).expectStatus().isNoContent();
        current(token).expectStatus().isUnauthorized();
        signOut(token).expectStatus().isUnauthorized();
    }

    @Test
    void aTokenIsWorthNothingAfterItsTimeAndIsRemoved() {
        String token = token();
        long before = sessions();
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        Mockito.doReturn(tomorrow).when(clock).instant();

        current(token).expectStatus().isUnauthorized();
        signOut(token).expectStatus().isUnauthorized();
        assertThat(sessions()).isEqualTo(before);
        expiredSessions.remove().block();
        assertThat(sessions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer ' OR 1=1 --",
                "Basic dXNlcjpwYXNz",
                "Bearer \u00e4\u00f6\u00fc",
                "Bearer a, Bearer b"
            })
    void aForgedTokenIs401(String authorization) {
        client.get()
                .uri("/sessions/current")
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    @Test
    void noTokenAtAllIs401() {
        client.get().uri("/sessions/current").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void anUnknownAccountAndAWrongPasswordGetTheSameAnswer() {
        Map<String, Object> wrong = body(signIn(registered(), "not that one")
                        .expectStatus()
                        .isUnauthorized())
                .getResponseBody();
        Map<String, Object> unknown = body(signIn(someEmail(), PASSWORD)
                        .expectStatus()
                        .isUnauthorized())
                .getResponseBody();
        wrong.remove("traceId");
        unknown.remove("traceId");
        assertThat(unknown).isEqualTo(wrong);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"a@example.test\"}",
                "{\"email\":\"a@example.test\",\"password\":7}",
                "{\"email\":{},\"password\":\"p\"}",
                "{\"email\":\"a\\u0000@example.test\",\"password\":\"correct horse\"}",
                "{\"email\":\"a@example.test\",\"password\":\"correct horse\",\"remember\":true}"
            })
    void aSignInThatDoesNotFitIs400(String json) {
        post("/sessions", json).expectStatus().isBadRequest();
    }

    @Test
    void aPasswordLongerThanBcryptReadsIsSimplyWrong() {
        signIn(registered(), PASSWORD + "x".repeat(100)).expectStatus().isUnauthorized();
    }

    private WebTestClient.ResponseSpec signOut(String token) {
        return client.delete()
                .uri("/sessions/current")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private static String traceOf(WebTestClient.ResponseSpec answer) {
        return answer.returnResult(Void.class).getResponseHeaders().getFirst("X-Trace-Id");
    }

    private long sessions() {
        return database.sql("SELECT count(*) AS n FROM sessions")
                .map(row -> row.get("n", Long.class))
                .one()
                .block();
    }
}
