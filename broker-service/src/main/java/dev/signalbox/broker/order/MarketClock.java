package dev.signalbox.broker.order;

import dev.signalbox.broker.quote.Market;
import dev.signalbox.broker.quote.QuoteProperties;
import dev.signalbox.common.telemetry.Observations;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Every couple of seconds prices move, and orders whose limit they have reached are filled.
 *
 * <p>The two are observed apart. Moving the prices is {@code quote.tick}: the same few statements, day and night. Filling
 * an order is {@code order.fill}, a trace of its own, because that is what somebody may be looking for.
 */
@Component
class MarketClock implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MarketClock.class);

    private final Market market;
    private final LimitOrders limitOrders;
    private final Observations observations;
    private final Duration tick;
    private Disposable running;

    MarketClock(Market market, LimitOrders limitOrders, Observations observations, QuoteProperties properties) {
        this.market = market;
        this.limitOrders = limitOrders;
        this.observations = observations;
        this.tick = properties.tick();
    }

    /** One step of all prices, and what follows from it. */
    Mono<Void> tick() {
        return market.move()
                .thenMany(limitOrders.reached())
                .collectList()
                .transform(observations.mono("quote.tick"))
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::fill)
                .then();
    }

    /** Fills what can be filled at the prices as they are. */
    Mono<Void> fillReached() {
        return limitOrders
                .reached()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::fill)
                .then();
    }

    /** One order that cannot be filled must not hold up the others; it stays open, and the next tick tries again. */
    private Mono<Void> fill(Order order) {
        return limitOrders.fill(order).onErrorResume(error -> {
            log.atError().addKeyValue("order.id", order.id()).setCause(error).log("A limit order could not be filled");
            return Mono.empty();
        });
    }

    @Override
    public void start() {
        running = Flux.interval(tick)
                .onBackpressureDrop() // a slow database makes ticks rarer, it does not pile them up
                .concatMap(
                        number -> tick().onErrorResume(error -> {
                            log.warn("Prices did not move: {}", error.toString());
                            return Mono.empty();
                        }),
                        1)
                .subscribe();
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return running != null && !running.isDisposed();
    }
}
