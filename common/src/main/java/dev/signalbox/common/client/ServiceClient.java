package dev.signalbox.common.client;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.Counter;
import io.netty.handler.timeout.ReadTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * One other service, as seen from here.
 *
 * <p>Build a call with {@link #web()} up to and including its {@code bodyTo...}, and hand it to {@link #once} or {@link
 * #repeatable}:
 *
 * <pre>{@code
 * Mono<Quote> quote = broker.repeatable(
 *         broker.web().get().uri("/quotes/{symbol}", symbol).retrieve().bodyToMono(Quote.class));
 * }</pre>
 *
 * The rules are applied around a call, not by a filter inside the WebClient: each attempt so gets a CLIENT span of its
 * own, and an answer whose body breaks off counts as a failure, too.
 *
 * <p>Errors: a 4xx answer comes out as the {@link WebClientResponseException} it is, and is no failure of the service;
 * everything else (refused, too slow, broken off, 5xx, unreadable, circuit open) is one, and comes out as {@link
 * ServiceUnavailableException}. Each counts against the service and may open its circuit, but for a 5xx with {@code
 * Retry-After}: who says that is there, and something that it needs is not. Circuits that opened for that, too, would
 * open one after the other up to the visitor, and as slowly close again.
 */
public final class ServiceClient {

    private final String name;
    private final WebClient web;
    private final CircuitBreaker circuit;
    private final Duration attemptTimeout;
    private final Duration retryAfter;
    private final Retry retry;

    ServiceClient(
            String name, WebClient web, CircuitBreaker circuit, Counter retries, ServiceClientProperties properties) {
        this.name = name;
        this.web = web;
        this.circuit = circuit;
        this.attemptTimeout = properties.connectTimeout().plus(properties.responseTimeout());
        this.retryAfter = properties.circuit().open();
        this.retry = Retry.backoff(properties.retries(), properties.backoff())
                .jitter(0.5)
                .filter(ServiceClient::isWorthAnotherTry)
                .doBeforeRetry(signal -> retries.increment())
                .onRetryExhaustedThrow((spec, signal) -> signal.failure());
    }

    /** The WebClient to build calls with; on its own it has the connect timeout, but none of the other rules. */
    public WebClient web() {
        return web;
    }

    /** A call that must not be sent twice by itself: one attempt. */
    public <T> Mono<T> once(Mono<T> call) {
        return attempt(call).onErrorMap(ServiceClient::isFailure, this::unavailable);
    }

    /** A call that does no harm when it is sent again (RFC 9110, section 9.2.2): a few attempts. */
    public <T> Mono<T> repeatable(Mono<T> call) {
        return attempt(call).retryWhen(retry).onErrorMap(ServiceClient::isFailure, this::unavailable);
    }

    /**
     * A service that is silent for too long is given up by the connection, so that the CLIENT span ends with that error;
     * whatever else takes too long, such as an answer that drips for ever, is cancelled from here.
     */
    private <T> Mono<T> attempt(Mono<T> call) {
        return call.timeout(attemptTimeout).transformDeferred(CircuitBreakerOperator.of(circuit));
    }

    private Throwable unavailable(Throwable cause) {
        return new ServiceUnavailableException(name, retryAfter, cause);
    }

    static boolean isFailure(Throwable error) {
        return !(error instanceof WebClientResponseException answer
                && answer.getStatusCode().is4xxClientError());
    }

    /** Whether an error is a reason to ask this service less. */
    static boolean countsAgainstTheService(Throwable error) {
        return isFailure(error) && !saysWhenToComeBack(error);
    }

    private static boolean saysWhenToComeBack(Throwable error) {
        return error instanceof WebClientResponseException answer
                && answer.getHeaders().containsHeader(HttpHeaders.RETRY_AFTER);
    }

    /**
     * A lost connection and a 5xx may be over in a moment. Not so a slow service, which needs no more work from us, nor
     * one that says itself when to come back.
     */
    private static boolean isWorthAnotherTry(Throwable error) {
        if (error instanceof WebClientResponseException answer) {
            return answer.getStatusCode().is5xxServerError() && !saysWhenToComeBack(error);
        }
        return error instanceof WebClientRequestException
                && !(error.getCause() instanceof ReadTimeoutException)
                && !(error.getCause() instanceof TimeoutException);
    }
}
