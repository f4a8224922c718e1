package dev.signalbox.front.fault;

import dev.signalbox.common.fault.Faults;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The fault {@value FrontFaults#METRIC_CARDINALITY_EXPLOSION}, as if somebody had made the number of a request a label
 * of the metric {@code signalbox.requests.numbered}. What has been made stays until the service is started anew, as it
 * would; there is no more of it when the fault is off.
 */
@Component
class CardinalityExplosion implements WebFilter {

    /** No flag makes more of them than this: far too many series for any dashboard, few enough for the memory. */
    static final int MOST_SERIES = 2_000;

    private final Faults faults;
    private final MeterProvider<Counter> numbered;
    private final AtomicInteger requests = new AtomicInteger();

    CardinalityExplosion(Faults faults, MeterRegistry meters) {
        this.faults = faults;
        this.numbered = Counter.builder("signalbox.requests.numbered")
                .description("Requests, each under its own number: what a label must never be")
                .withRegistry(meters);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            int series = Math.min(faults.intensity(FrontFaults.METRIC_CARDINALITY_EXPLOSION), MOST_SERIES);
            if (series > 0) {
                int number = Math.floorMod(requests.getAndIncrement(), series);
                numbered.withTag("request.number", Integer.toString(number)).increment();
            }
            return chain.filter(exchange);
        });
    }
}
