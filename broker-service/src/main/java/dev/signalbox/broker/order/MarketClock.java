package dev.signalbox.broker.order;

import dev.signalbox.broker.quote.Market;
import dev.signalbox.common.telemetry.Observations;
import io.micrometer.observation.Observation;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Every couple of seconds prices move, and orders whose limit they have reached are filled.
 *
 * <p>The two are observed apart. Moving the prices, {@code quote.tick}, is the same three statements day and night: each
 * tick is timed, but only one in thirty is a trace, or a minute of ticks would bury the trace that somebody is looking
 * for. Filling an order, {@code order.fill}, is always a trace of its own.
 */
@Component
class MarketClock {

    private static final Logger log = LoggerFactory.getLogger(MarketClock.class);

    private static final int TICKS_PER_TRACE = 30;

    private final AtomicInteger ticks = new AtomicInteger();
    private final Market market;
    private final LimitOrders limitOrders;
    private final Observations observations;

    MarketClock(Market market, LimitOrders limitOrders, Observations observations) {
        this.market = market;
        this.limitOrders = limitOrders;
        this.observations = observations;
    }

    @Scheduled(initialDelayString = "${signalbox.quotes.tick}", fixedDelayString = "${signalbox.quotes.tick}")
    Mono<Void> tick() {
        return market.move()
                .thenMany(limitOrders.reached())
                .collectList()
                .transform(observations.mono("quote.tick", this::traceSome))
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::fill)
                .then()
                // The next tick tries again.
                .onErrorResume(error -> {
                    log.warn("Prices did not move: {}", error.toString());
                    return Mono.empty();
                });
    }

    private void traceSome(Observation tick) {
        if (ticks.getAndIncrement() % TICKS_PER_TRACE != 0) {
            Observations.untraced(tick);
        }
    }

    /** One order that cannot be filled must not hold up the others; it stays open until the next tick. */
    private Mono<Void> fill(Order order) {
        return limitOrders.fill(order).onErrorResume(error -> {
            log.atError().addKeyValue("order.id", order.id()).setCause(error).log("A limit order could not be filled");
            return Mono.empty();
        });
    }
}
