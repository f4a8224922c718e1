package dev.signalbox.auth.fault;

import dev.signalbox.common.fault.Faults;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Sleeps on the thread that serves the network, as a forgotten blocking call would: every connection that the thread
 * serves waits, too.
 */
class BlockingCallFilter implements WebFilter {

    private final Faults faults;

    BlockingCallFilter(Faults faults) {
        this.faults = faults;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().value().equals("/sessions/current")) {
            return chain.filter(exchange);
        }
        return Mono.defer(() -> {
            sleep(faults.intensity(AuthFaults.BLOCKING_CALL_ON_EVENT_LOOP));
            return chain.filter(exchange);
        });
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
