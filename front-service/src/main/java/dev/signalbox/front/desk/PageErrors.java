package dev.signalbox.front.desk;

import dev.signalbox.common.problem.ProblemHandler;
import dev.signalbox.common.telemetry.TraceId;
import dev.signalbox.front.session.Redirect;
import dev.signalbox.front.session.SessionCookie;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers the errors of the pages with a page; those of the API are left to {@link ProblemHandler}. */
@Component
@Order(-3) // before ProblemHandler
class PageErrors implements ErrorWebExceptionHandler {

    private final ProblemHandler problems;
    private final SessionCookie cookie;
    private final ServerResponse.Context rendering;

    PageErrors(
            ProblemHandler problems,
            SessionCookie cookie,
            ServerCodecConfigurer codecs,
            ObjectProvider<ViewResolver> viewResolvers) {
        this.problems = problems;
        this.cookie = cookie;
        this.rendering =
                new Rendering(codecs.getWriters(), viewResolvers.orderedStream().toList());
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted() || !isForAPage(exchange.getRequest())) {
            return Mono.error(error);
        }
        return Mono.defer(() -> answer(exchange, problems.problem(exchange, error)));
    }

    private Mono<Void> answer(ServerWebExchange exchange, ErrorResponse problem) {
        int status = problem.getStatusCode().value();
        if (status == HttpStatus.UNAUTHORIZED.value()) {
            cookie.clear(exchange);
            return Redirect.to(exchange, URI.create("/sign-in?ended"));
        }
        boolean htmx = exchange.getRequest().getHeaders().containsHeader("HX-Request");
        var response = ServerResponse.status(problem.getStatusCode())
                .contentType(MediaType.TEXT_HTML)
                .headers(headers -> headers.putAll(problem.getHeaders()));
        if (htmx) {
            response.header("HX-Retarget", "#notice").header("HX-Reswap", "innerHTML");
        }
        return response.render(htmx ? "parts :: failure" : "error", model(problem))
                .flatMap(page -> page.writeTo(exchange, rendering));
    }

    private static Map<String, Object> model(ErrorResponse problem) {
        ProblemDetail body = problem.getBody();
        int status = problem.getStatusCode().value();
        Map<String, Object> model = new HashMap<>();
        model.put("status", status);
        model.put("title", title(status, body));
        model.put("words", words(status, body));
        model.put("retryAfter", problem.getHeaders().getFirst(HttpHeaders.RETRY_AFTER));
        model.put("traceId", TraceId.current().orElse(null));
        return model;
    }

    private static String title(int status, ProblemDetail body) {
        return switch (status) {
            case 404 -> "There is no such page";
            case 403 -> "That was not sent from our page";
            case 413 -> "That is too much";
            case 503 -> "A part of the lab is not available";
            case 500 -> "That should not have happened";
            default -> Optional.ofNullable(body.getTitle()).orElse("That did not work");
        };
    }

    private static String words(int status, ProblemDetail body) {
        if (status == HttpStatus.NOT_FOUND.value()) {
            return "Perhaps the address was mistyped, or the page is gone.";
        }
        return Optional.ofNullable(body.getDetail()).orElse("The trace shows what happened.");
    }

    /** Whoever takes HTML gets a page, except below /api, and from what is for machines. */
    private static boolean isForAPage(ServerHttpRequest request) {
        String path = request.getPath().value();
        if (path.startsWith("/api/") || path.startsWith("/actuator") || path.startsWith("/v3/")) {
            return false;
        }
        return request.getHeaders().containsHeader("HX-Request") || accepts(request, MediaType.TEXT_HTML);
    }

    private static boolean accepts(ServerHttpRequest request, MediaType wanted) {
        return Optional.ofNullable(request.getHeaders().getFirst(HttpHeaders.ACCEPT))
                .filter(accept -> accept.contains(wanted.toString()))
                .isPresent();
    }

    private record Rendering(List<HttpMessageWriter<?>> messageWriters, List<ViewResolver> viewResolvers)
            implements ServerResponse.Context {}
}
