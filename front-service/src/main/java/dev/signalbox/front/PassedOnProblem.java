package dev.signalbox.front;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

/** What another service refused, passed on to the visitor in that service's own words. */
public class PassedOnProblem extends ErrorResponseException {

    private final HttpHeaders headers = new HttpHeaders();

    private PassedOnProblem(HttpStatusCode status, ProblemDetail problem, WebClientResponseException answer) {
        super(status, problem, answer);
        String retryAfter = answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
        }
    }

    /** The call, its 4xx answers turned into problems of our own. */
    public static <T> Mono<T> of(Mono<T> call) {
        return call.onErrorMap(WebClientResponseException.class, PassedOnProblem::of);
    }

    private static PassedOnProblem of(WebClientResponseException answer) {
        return new PassedOnProblem(answer.getStatusCode(), problem(answer), answer);
    }

    /** The trace id and the path of the other service's answer are dropped: ours take their place. */
    private static ProblemDetail problem(WebClientResponseException answer) {
        ProblemDetail problem = ProblemDetail.forStatus(answer.getStatusCode());
        ProblemDetail theirs = theirs(answer);
        if (theirs != null) {
            problem.setType(theirs.getType());
            problem.setTitle(theirs.getTitle());
            problem.setDetail(theirs.getDetail());
            if (theirs.getProperties() != null) {
                theirs.getProperties().forEach(problem::setProperty);
            }
        }
        return problem;
    }

    private static ProblemDetail theirs(WebClientResponseException answer) {
        try {
            return answer.getResponseBodyAs(ProblemDetail.class);
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    /** What the other service finds wrong with which field, if it says so. */
    public Map<String, String> fieldErrors() {
        Map<String, Object> properties = getBody().getProperties();
        if (properties == null || !(properties.get("errors") instanceof List<?> errors)) {
            return Map.of();
        }
        Map<String, String> words = new LinkedHashMap<>();
        for (Object error : errors) {
            if (error instanceof Map<?, ?> entry) {
                words.put(String.valueOf(entry.get("field")), String.valueOf(entry.get("message")));
            }
        }
        return words;
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }
}
