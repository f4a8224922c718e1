package dev.signalbox.broker.order;

import dev.signalbox.broker.quote.Market;
import dev.signalbox.common.telemetry.Observations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Every couple of seconds prices move, and orders whose limit they have reached are filled.
 *
 * <p>The two are observed apart, so that the many ticks do not bury what somebody may be looking for. A tick is the
 * trace {@code quote.tick}, as small as it can be: three statements for all stocks together, whatever happens. Filling
 * an order is {@code order.fill}, a trace of its own.
 */
@Component
class MarketClock {

    private static final Logger log = LoggerFactory.getLogger(MarketClock.class);

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
                .transform(observations.mono("quote.tick"))
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::fill)
                .then()
                // The next tick tries again.
                .onErrorResume(error -> {
                    log.warn("Prices did not move: {}", error.toString());
                    return Mono.empty();
                });
    }

    /** One order that cannot be filled must not hold up the others; it stays open until the next tick. */
    private Mono<Void> fill(Order order) {
        return limitOrders.fill(order).onErrorResume(error -> {
            log.atError().addKeyValue("order.id", order.id()).setCause(error).log("A limit order could not be filled");
            return Mono.empty();
        });
    }
}
