package dev.signalbox.front;

import static dev.signalbox.front.OtherServices.EMAIL;
import static dev.signalbox.front.OtherServices.PASSWORD;
import static dev.signalbox.front.OtherServices.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import reactor.core.publisher.Mono;
import reactor.netty.tcp.TcpClient;

class SecurityTest extends FrontServiceTest {

    private static final String SESSION = "signalbox_session";
    private static final String CSRF = "XSRF-TOKEN";

    @Test
    void theSessionCookieIsOutOfReachOfScriptsAndOtherSitesAndEndsWithTheSession() {
        ResponseCookie cookie = signIn().get(SESSION);

        assertThat(cookie.getValue()).isEqualTo(TOKEN);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getMaxAge()).isBetween(Duration.ofMinutes(58), Duration.ofHours(1));
    }

    @Test
    void whatSecurityRefusesToLookAtIsAProblemForProgramsAndAPageForPeople() {
        client.get()
                .uri("/api/quotes;x=1")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        client.get()
                .uri("/activity;x=1")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML);
    }

    @Test
    void theCookieIsAsGoodAsTheTokenForReading() {
        client.get()
                .uri("/api/portfolio")
                .cookie(SESSION, TOKEN)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void whoeverLivesOnTheCookieCannotOrderWithoutTheCsrfToken() {
        client.post()
                .uri("/api/orders")
                .cookie(SESSION, TOKEN)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(order())
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        client.delete()
                .uri("/api/sessions/current")
                .cookie(SESSION, TOKEN)
                .exchange()
                .expectStatus()
                .isForbidden();

        assertThat(OTHERS.booked()).isZero();
        assertThat(OTHERS.auth.asked("DELETE /sessions")).isEmpty();
    }

    @Test
    void withTheCsrfTokenTheCookieOrders() {
        Map<String, ResponseCookie> cookies = signIn();
        String csrf = cookies.get(CSRF).getValue();

        client.post()
                .uri("/api/orders")
                .cookie(SESSION, TOKEN)
                .cookie(CSRF, csrf)
                .header("X-XSRF-TOKEN", csrf)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(order())
                .exchange()
                .expectStatus()
                .isCreated();
    }

    @Test
    void anotherSitesTokenDoesNotCount() {
        client.post()
                .uri("/api/orders")
                .cookie(SESSION, TOKEN)
                .cookie(CSRF, signIn().get(CSRF).getValue())
                .header("X-XSRF-TOKEN", "11111111-1111-1111-1111-111111111111")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(order())
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void theBearerTokenNeedsNoCsrfTokenEvenIfTheBrowserSendsItsCookieAlong() {
        signedIn()
                .post()
                .uri("/api/orders")
                .cookie(SESSION, TOKEN)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(order())
                .exchange()
                .expectStatus()
                .isCreated();
    }

    @Test
    void aCookieDoesNotHelpAWrongBearerToken() {
        client.get()
                .uri("/api/portfolio")
                .header(HttpHeaders.AUTHORIZATION, "Bearer forged")
                .cookie(SESSION, TOKEN)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void signingInAndRegisteringNeedNoTokenOfAnyKind() {
        client.post()
                .uri("/api/sessions")
                .cookie(SESSION, "a-stale-one")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("email", EMAIL, "password", PASSWORD))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/register", "/orders", "/sign-out"})
    void aFormFromAnotherSiteIsRefused(String form) {
        client.post()
                .uri(form)
                .cookie(SESSION, TOKEN)
                .accept(MediaType.TEXT_HTML)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("email=ada&password=x&symbol=SGNL&quantity=1")
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("That was not sent from our page", "Trace"));

        assertThat(OTHERS.auth.asked("POST")).isEmpty();
        assertThat(OTHERS.broker.asked("POST")).isEmpty();
    }

    @Test
    void aFormThatIsNotEncodedAsOneIsTheCallersMistake() {
        client.post()
                .uri("/sign-in")
                .cookie(CSRF, signIn().get(CSRF).getValue())
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("email=100%&password=%zz")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void signingOutByTheApiTakesTheCookieAway() {
        signedIn()
                .delete()
                .uri("/api/sessions/current")
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectCookie()
                .maxAge(SESSION, Duration.ZERO);
        assertThat(OTHERS.auth.asked("DELETE /sessions/current")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/api/quotes", "/desk.css", "/nowhere", "/api/portfolio"})
    void everyAnswerCarriesTheSecurityHeadersAndItsTraceId(String path) {
        client.get()
                .uri(path)
                .accept(MediaType.ALL)
                .exchange()
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy)
                                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                                .doesNotContain("unsafe"))
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("X-Frame-Options", "DENY")
                .expectHeader()
                .valueEquals("Referrer-Policy", "same-origin")
                .expectHeader()
                .valueEquals("Cross-Origin-Opener-Policy", "same-origin")
                .expectHeader()
                .valueMatches("X-Trace-Id", "[0-9a-f]{32}");
    }

    @Test
    void aPageHasNoInlineScriptAndNoInlineStyle() {
        client.get()
                .uri("/sign-in")
                .exchange()
                .expectBody(String.class)
                .value(page -> assertThat(page)
                        .doesNotContainPattern("<script(?![^>]*src=)")
                        .doesNotContain("<style", " style=", " onclick="));
    }

    @Test
    void assetsComeFromHereAndAreOpenToAll() {
        for (String asset :
                new String[] {"/desk.css", "/desk.js", "/favicon.svg", "/webjars/htmx.org/dist/htmx.min.js"}) {
            client.get().uri(asset).exchange().expectStatus().isOk();
        }
    }

    @Test
    void noHealthDetailsAndNoOtherEndpointOfTheActuator() {
        client.get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"status\":\"UP\"}");
        signedIn().get().uri("/actuator/env").exchange().expectStatus().isNotFound();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cookie: signalbox_session=\u0001\u0002",
                "Cookie: signalbox_session=\"; ;;==;,",
                "Cookie: signalbox_session=A_B",
                "Cookie: =;=;=",
                "Cookie: \u00ff\u00fe",
                "Authorization: Bearer \u0007",
                "Authorization: \u00ff",
                "Idempotency-Key: \u0001",
                "traceparent: rubbish",
                "traceparent: 00-00000000000000000000000000000000-0000000000000000-ff",
                "baggage: ,,,=;",
                "Accept: ////",
                "Accept-Language: \u00e4,*;q=x",
                "Content-Type: nonsense"
            })
    void rubbishInAHeaderIsTheCallersMistake(String header) {
        String answer =
                raw("GET /api/portfolio HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4");
    }

    @Test
    void headersWithoutEndAreTheCallersMistake() {
        assertThat(raw("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: a="
                        + "b".repeat(100_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    /** What no well-behaved client would send. */
    private String raw(String request) {
        return TcpClient.create()
                .host("localhost")
                .port(port)
                .connect()
                .flatMap(connection -> connection
                        .outbound()
                        .sendByteArray(Mono.just(request.getBytes(StandardCharsets.ISO_8859_1)))
                        .then()
                        .onErrorComplete()
                        .then(connection.inbound().receive().asString().next())
                        .doFinally(end -> connection.dispose()))
                .block(Duration.ofSeconds(10));
    }

    private Map<String, ResponseCookie> signIn() {
        return client.post()
                .uri("/api/sessions")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("email", EMAIL, "password", PASSWORD))
                .exchange()
                .expectStatus()
                .isCreated()
                .returnResult(Void.class)
                .getResponseCookies()
                .toSingleValueMap();
    }

    private static Map<String, Object> order() {
        return Map.of("symbol", "SGNL", "side", "BUY", "type", "MARKET", "quantity", 1);
    }
}
