package dev.signalbox.broker.order;

import dev.signalbox.broker.order.Order.Reason;
import dev.signalbox.broker.order.Order.Status;
import dev.signalbox.broker.portfolio.Portfolios;
import dev.signalbox.broker.quote.Quote;
import dev.signalbox.broker.quote.Quotes;
import dev.signalbox.common.telemetry.Observations;
import dev.signalbox.common.telemetry.TraceId;
import io.micrometer.observation.Observation;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Prices an order, then books it with its execution, position and cash in one transaction.
 *
 * <p>The owner's lock comes first in that transaction. It puts an owner's orders in a row, so that what was checked
 * (cash, shares, idempotency key) is still so when it is booked. Different owners do not wait for each other.
 *
 * <p>An order that nobody can pay for is kept, too, as rejected: its owner sees it, and a repeat gets the same answer.
 */
@Component
public class BookingDesk implements OrderDesk {

    private static final Logger log = LoggerFactory.getLogger(BookingDesk.class);

    private final Quotes quotes;
    private final Portfolios portfolios;
    private final OrderBook orders;
    private final Booking booking;
    private final TransactionalOperator transaction;
    private final Observations observations;

    BookingDesk(
            Quotes quotes,
            Portfolios portfolios,
            OrderBook orders,
            Booking booking,
            TransactionalOperator transaction,
            Observations observations) {
        this.quotes = quotes;
        this.portfolios = portfolios;
        this.orders = orders;
        this.booking = booking;
        this.transaction = transaction;
        this.observations = observations;
    }

    @Override
    public Mono<Order> place(UUID owner, OrderRequest request, Optional<String> idempotencyKey) {
        return price(request.symbol()).flatMap(price -> book(owner, request, idempotencyKey, price));
    }

    private Mono<BigDecimal> price(String symbol) {
        return quotes.find(symbol)
                .map(Quote::price)
                .switchIfEmpty(Mono.error(() -> new UnknownSymbol(symbol)))
                .transform(observations.mono("order.price"));
    }

    private Mono<Order> book(UUID owner, OrderRequest request, Optional<String> key, BigDecimal price) {
        return observations.observe("order.book", observation -> {
            observation
                    .lowCardinalityKeyValue("order.side", Observations.value(request.side()))
                    .lowCardinalityKeyValue("order.type", Observations.value(request.type()))
                    // Holds unless something better is known at the end.
                    .lowCardinalityKeyValue("order.outcome", "error");
            Mono<Order> booked = portfolios
                    .lock(owner)
                    .flatMap(cash -> repeated(owner, request, key, observation)
                            .switchIfEmpty(Mono.defer(() -> accept(owner, request, key, price, cash, observation))));
            return transaction.transactional(booked).doOnNext(BookingDesk::report);
        });
    }

    private Mono<Order> repeated(UUID owner, OrderRequest request, Optional<String> key, Observation observation) {
        return Mono.justOrEmpty(key).flatMap(k -> orders.findByKey(owner, k)).map(first -> {
            if (!first.request().equals(request)) {
                observation.lowCardinalityKeyValue("order.outcome", "key_reused");
                throw new IdempotencyKeyReused();
            }
            observation.lowCardinalityKeyValue("order.outcome", "repeated");
            return first.asFirstAnswered();
        });
    }

    private Mono<Order> accept(
            UUID owner,
            OrderRequest request,
            Optional<String> key,
            BigDecimal price,
            BigDecimal cash,
            Observation observation) {
        boolean now = request.accepts(price);
        return booking.missing(owner, request, now ? price : request.limitPrice(), cash)
                .flatMap(reason -> add(owner, request, Status.REJECTED, reason, key))
                .switchIfEmpty(Mono.defer(() -> now
                        ? add(owner, request, Status.FILLED, null, key)
                                .flatMap(order -> booking.execute(order.id(), owner, request, price)
                                        .thenReturn(order.filledAt(price)))
                        : add(owner, request, Status.OPEN, null, key)))
                .doOnNext(order ->
                        observation.lowCardinalityKeyValue("order.outcome", Observations.value(order.status())));
    }

    private Mono<Order> add(
            UUID owner, OrderRequest request, Status status, Reason reason, Optional<String> idempotencyKey) {
        return Mono.defer(() -> orders.add(owner, request, status, reason, idempotencyKey, TraceId.current()));
    }

    private static void report(Order order) {
        log.atInfo()
                .addKeyValue("order.id", order.id())
                .addKeyValue("order.status", order.status())
                .log(
                        "{} {} {} {}: {}",
                        order.request().type(),
                        order.request().side(),
                        order.request().quantity(),
                        order.request().symbol(),
                        order.status());
    }
}
