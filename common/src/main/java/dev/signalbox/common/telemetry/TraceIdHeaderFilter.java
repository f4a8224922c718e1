package dev.signalbox.common.telemetry;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Puts {@link TraceId#HEADER} on every response, before anything else can answer. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class TraceIdHeaderFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            TraceId.current()
                    .ifPresent(id -> exchange.getResponse().getHeaders().set(TraceId.HEADER, id));
            return chain.filter(exchange);
        });
    }
}
