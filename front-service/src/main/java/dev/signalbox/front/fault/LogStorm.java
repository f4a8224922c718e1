package dev.signalbox.front.fault;

import dev.signalbox.common.fault.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The fault {@value FrontFaults#LOG_STORM}, as if somebody had forgotten a debug statement in a loop. */
@Component
class LogStorm implements WebFilter {

    /** No matter what the flag says: the lab is to be flooded, not to be drowned. */
    static final int MOST_LINES = 1_000;

    private static final Logger log = LoggerFactory.getLogger(LogStorm.class);

    private final Faults faults;

    LogStorm(Faults faults) {
        this.faults = faults;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            int lines = Math.min(faults.intensity(FrontFaults.LOG_STORM), MOST_LINES);
            for (int line = 1; line <= lines; line++) {
                log.warn(
                        "Still here, {} of {}: {}",
                        line,
                        lines,
                        exchange.getRequest().getPath());
            }
            return chain.filter(exchange);
        });
    }
}
