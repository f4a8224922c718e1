package dev.signalbox.auth.throttle;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Too many sign-ins have failed: 429 with Retry-After. The same for accounts that exist and that do not. */
public class TooManyAttempts extends ErrorResponseException {

    TooManyAttempts(Duration retryAfter) {
        super(
                HttpStatus.TOO_MANY_REQUESTS,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.TOO_MANY_REQUESTS, "Too many failed sign-ins. Wait a little, then try again."),
                null);
        // In whole seconds, rounded up: who waits so long gets through.
        getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds() + 1));
    }
}
