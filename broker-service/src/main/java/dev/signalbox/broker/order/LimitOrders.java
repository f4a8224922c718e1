package dev.signalbox.broker.order;

import dev.signalbox.broker.order.Order.Reason;
import dev.signalbox.broker.order.Order.Status;
import dev.signalbox.broker.portfolio.Portfolios;
import dev.signalbox.broker.quote.Quote;
import dev.signalbox.broker.quote.Quotes;
import dev.signalbox.common.telemetry.Observations;
import java.math.BigDecimal;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Fills open limit orders when the price has come to them.
 *
 * <p>An open order reserves nothing: its owner's cash and shares stay free for other orders. Whether they suffice is
 * asked again when the limit is reached, under the owner's lock; if they do not, the order ends as rejected. So nothing
 * can go below zero, and no money is locked away for a price that may never come.
 */
@Component
class LimitOrders {

    private static final Logger log = LoggerFactory.getLogger(LimitOrders.class);

    /** Bounds the work after one tick; the rest waits for the next. */
    private static final int AT_ONCE = 100;

    private final OrderBook orders;
    private final Quotes quotes;
    private final Portfolios portfolios;
    private final Booking booking;
    private final TransactionalOperator transaction;
    private final Observations observations;

    LimitOrders(
            OrderBook orders,
            Quotes quotes,
            Portfolios portfolios,
            Booking booking,
            TransactionalOperator transaction,
            Observations observations) {
        this.orders = orders;
        this.quotes = quotes;
        this.portfolios = portfolios;
        this.booking = booking;
        this.transaction = transaction;
        this.observations = observations;
    }

    /** Open orders whose limit has been reached, oldest first. */
    Flux<Order> reached() {
        return orders.crossed(AT_ONCE);
    }

    /** Fills or rejects one of them; nothing happens when the price has left the limit again meanwhile. */
    Mono<Void> fill(Order order) {
        return observations
                .observe("order.fill", observation -> {
                    observation
                            .lowCardinalityKeyValue(
                                    "order.side",
                                    Observations.value(order.request().side()))
                            .lowCardinalityKeyValue("order.outcome", "none")
                            .highCardinalityKeyValue("order.id", order.id().toString())
                            .highCardinalityKeyValue("order.trace_id", String.valueOf(order.traceId()));
                    return quotes.find(order.request().symbol())
                            .map(Quote::price)
                            .filter(order.request()::accepts)
                            .flatMap(price -> settle(order, price))
                            .doOnNext(status ->
                                    observation.lowCardinalityKeyValue("order.outcome", Observations.value(status)));
                })
                .then();
    }

    private Mono<Status> settle(Order order, BigDecimal price) {
        return portfolios
                .lock(order.owner())
                .flatMap(cash -> booking.missing(order.owner(), order.request(), price, cash)
                        .singleOptional()
                        .flatMap(missing -> settle(order, price, missing)))
                .as(transaction::transactional)
                .doOnNext(status ->
                        log.atInfo().addKeyValue("order.id", order.id()).log("Limit order is {} at {}", status, price));
    }

    private Mono<Status> settle(Order order, BigDecimal price, Optional<Reason> missing) {
        var status = missing.isPresent() ? Status.REJECTED : Status.FILLED;
        var books = missing.isPresent()
                ? Mono.<Void>empty()
                : booking.execute(order.id(), order.owner(), order.request(), price);
        return orders.settle(order.id(), status, missing.orElse(null))
                .filter(wasOpen -> wasOpen)
                .flatMap(wasOpen -> books.thenReturn(status));
    }
}
