package dev.signalbox.common.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Counts requests that came without a trace context (W3C Trace Context, {@code traceparent}), and so began a trace of
 * their own. At the edge that is how each trace begins; in a service that only other services call, somebody in between
 * has lost the context.
 */
class RequestsWithoutTrace implements WebFilter {

    private final Counter requests;

    RequestsWithoutTrace(MeterRegistry meters) {
        this.requests = Counter.builder("signalbox.requests.without_trace")
                .description("Requests that came without a trace context")
                .register(meters);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            var request = exchange.getRequest();
            if (!request.getHeaders().containsHeader("traceparent") && !HealthChecks.isOne(request)) {
                requests.increment();
            }
            return chain.filter(exchange);
        });
    }
}
