package dev.signalbox.auth.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.auth.AuthServiceTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@TestPropertySource(
        properties = {
            "signalbox.auth.throttle.per-account.attempts=3",
            "signalbox.auth.throttle.per-account.refill=1h",
            "signalbox.auth.throttle.per-address.attempts=10",
            "signalbox.auth.throttle.per-address.refill=1h"
        })
class ThrottledSignInTest extends AuthServiceTest {

    @Test
    void afterThreeWrongPasswordsNotEvenTheRightOneIsLookedAt() {
        String email = registered();
        for (int i = 0; i < 3; i++) {
            signInFrom("192.0.2.1", email, "wrong password").expectStatus().isUnauthorized();
        }
        assertThrottled(signInFrom("192.0.2.1", email, PASSWORD));
        assertThrottled(signInFrom("192.0.2.2", email.toUpperCase(), PASSWORD));
    }

    @Test
    void anAccountThatDoesNotExistIsThrottledJustTheSame() {
        String email = someEmail();
        for (int i = 0; i < 3; i++) {
            signInFrom("192.0.2.3", email, PASSWORD).expectStatus().isUnauthorized();
        }
        assertThrottled(signInFrom("192.0.2.3", email, PASSWORD));
    }

    @Test
    void rightPasswordsCountForNothing() {
        String email = registered();
        for (int i = 0; i < 12; i++) {
            signInFrom("192.0.2.4", email, PASSWORD).expectStatus().isCreated();
        }
    }

    @Test
    void oneAddressCannotTryManyAccounts() {
        for (int i = 0; i < 10; i++) {
            signInFrom("192.0.2.5", someEmail(), PASSWORD).expectStatus().isUnauthorized();
        }
        assertThrottled(signInFrom("192.0.2.5", registered(), PASSWORD));
        signInFrom("192.0.2.6", registered(), PASSWORD).expectStatus().isCreated();
    }

    @Test
    void whatIsForwardedByAStrangerBeforeTheNeighbourCountsForNothing() {
        for (int i = 0; i < 10; i++) {
            signInFrom("203.0.113." + i + ", 192.0.2.7", someEmail(), PASSWORD)
                    .expectStatus()
                    .isUnauthorized();
        }
        assertThrottled(signInFrom("203.0.113.99, 192.0.2.7", someEmail(), PASSWORD));
    }

    @Test
    void aForwardedAddressThatIsNoneDoesNoHarm() {
        signInFrom("<script>, unknown", registered(), PASSWORD).expectStatus().isCreated();
    }

    private WebTestClient.ResponseSpec signInFrom(String address, String email, String password) {
        return client.post()
                .uri("/sessions")
                .header("X-Forwarded-For", address)
                .bodyValue(Map.of("email", email, "password", password))
                .exchange();
    }

    private static void assertThrottled(WebTestClient.ResponseSpec answer) {
        String retryAfter =
                body(answer.expectStatus().isEqualTo(429)).getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        assertThat(Long.parseLong(retryAfter)).isBetween(1L, 3601L);
    }
}
