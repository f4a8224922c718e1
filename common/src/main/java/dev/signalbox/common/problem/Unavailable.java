package dev.signalbox.common.problem;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Something that this service needs is away or overloaded: 503 with Retry-After. */
public class Unavailable extends ErrorResponseException {

    /**
     * Makes the answer.
     *
     * @param detail what is away, for the caller
     * @param retryAfter when it is worth another try; told in whole seconds, at least one
     * @param cause what happened, for the log and the span; may be null
     */
    public Unavailable(String detail, Duration retryAfter, Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(detail), cause);
        getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
    }

    private static ProblemDetail problem(String detail) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
    }
}
