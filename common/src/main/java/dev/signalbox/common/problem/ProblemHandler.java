package dev.signalbox.common.problem;

import dev.signalbox.common.telemetry.TraceId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.net.URI;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.handler.ExceptionHandlingWebHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers every error of a service, wherever it comes from, with RFC 9457 problem details that carry the trace id as
 * {@code traceId}. A server's own failure is also recorded on the span and logged, a client's mistake is not.
 */
@Order(-2) // before Boot's own handler
public class ProblemHandler implements ErrorWebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private final Problems problems;
    private final MessageSource messages;
    private final JsonMapper json;

    ProblemHandler(Problems problems, MessageSource messages, JsonMapper json) {
        this.problems = problems;
        this.messages = messages;
        this.json = json;
    }

    /**
     * Writes the answer for an error.
     *
     * @return the error itself when the response has already begun and can only be broken off
     */
    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        return exchange.getResponse().isCommitted()
                ? Mono.error(error)
                : Mono.defer(() -> write(exchange, problem(exchange, error)));
    }

    /**
     * Which problem an error is, for whoever answers in another form than JSON. A server's own failure is recorded; so
     * ask once for each error, when it is answered.
     *
     * @return with its body complete: words in the caller's language, path, and trace id
     */
    public ErrorResponse problem(ServerWebExchange exchange, Throwable error) {
        ErrorResponse problem = problems.of(error);
        // Else Spring would count a client's mistake as an error of the span, and our own one twice.
        exchange.getAttributes().remove(ExceptionHandlingWebHandler.HANDLED_WEB_EXCEPTION);
        if (problem.getStatusCode().is5xxServerError()) {
            record(exchange, problem, error);
        }
        ProblemDetail body = problem.updateAndGetBody(messages, locale(exchange));
        body.setInstance(path(exchange));
        TraceId.current().ifPresent(id -> body.setProperty("traceId", id));
        return problem;
    }

    private Mono<Void> write(ServerWebExchange exchange, ErrorResponse problem) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(problem.getStatusCode());
        response.getHeaders().putAll(problem.getHeaders());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        byte[] bytes = json.writeValueAsBytes(problem.getBody());
        response.getHeaders().setContentLength(bytes.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }

    /** Neither the agent nor Spring puts the exception on the SERVER span once it has become an answer. */
    private static void record(ServerWebExchange exchange, ErrorResponse problem, Throwable error) {
        Span.current().recordException(error).setStatus(StatusCode.ERROR);
        String request =
                exchange.getRequest().getMethod() + " " + exchange.getRequest().getPath();
        if (problem.getStatusCode().value() == 503) {
            log.warn("{} answered 503: {}", request, error.toString());
        } else {
            log.error("{} failed", request, error);
        }
    }

    /** The path alone: the query may hold what nobody else should see. */
    private static URI path(ServerWebExchange exchange) {
        return URI.create(exchange.getRequest().getURI().getRawPath().replaceFirst("^/+", "/"));
    }

    private static Locale locale(ServerWebExchange exchange) {
        Locale locale = exchange.getLocaleContext().getLocale();
        return locale != null ? locale : Locale.ENGLISH;
    }
}
