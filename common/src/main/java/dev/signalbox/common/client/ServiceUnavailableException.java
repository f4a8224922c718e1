package dev.signalbox.common.client;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Another service that is needed for the answer did not give a usable one: 503 with {@code Retry-After} (RFC 9110,
 * section 10.2.3).
 */
public class ServiceUnavailableException extends ErrorResponseException {

    private final Duration retryAfter;

    /**
     * @param service name of the service that was asked
     * @param retryAfter when it is worth asking again; rounded up to whole seconds
     * @param cause what went wrong; logged, never shown to the caller
     */
    public ServiceUnavailableException(String service, Duration retryAfter, Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(service), cause);
        this.retryAfter = retryAfter;
    }

    private static ProblemDetail problem(String service) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, service + " is not available right now. Try again in a moment.");
        problem.setProperty("service", service);
        return problem;
    }

    @Override
    public HttpHeaders getHeaders() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, (retryAfter.toMillis() + 999) / 1000)));
        return headers;
    }
}
