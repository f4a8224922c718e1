package dev.signalbox.front.trading;

import dev.signalbox.front.activity.Action;
import dev.signalbox.front.activity.ActivityLog;
import dev.signalbox.front.activity.Told;
import dev.signalbox.front.session.Visitor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What a visitor does at the desk; orders are written down in the visitor's activity. */
@Service
public class Trading {

    private final BrokerClient broker;
    private final ActivityLog activity;

    Trading(BrokerClient broker, ActivityLog activity) {
        this.broker = broker;
        this.activity = activity;
    }

    /** All quotes. */
    public Mono<List<Quote>> quotes() {
        return broker.quotes();
    }

    /** One quote; 404 if there is no such symbol. */
    public Mono<Quote> quote(String symbol) {
        return broker.quote(symbol);
    }

    /** What the visitor has. */
    public Mono<Portfolio> portfolio(Visitor visitor) {
        return broker.portfolio(visitor);
    }

    /** One of the visitor's orders; 404 if it is not theirs. */
    public Mono<Order> order(Visitor visitor, UUID id) {
        return broker.order(visitor, id);
    }

    /**
     * The visitor's orders, newest first.
     *
     * @param limit at most this many; broker-service's default if not given
     * @param before the {@code next} of the page before
     */
    public Mono<OrderPage> orders(Visitor visitor, Optional<Integer> limit, Optional<UUID> before) {
        return broker.orders(visitor, limit, before);
    }

    /**
     * Places an order.
     *
     * @param key the visitor's {@code Idempotency-Key}: with the same one, the order is booked once
     */
    public Mono<Order> place(Visitor visitor, NewOrder order, Optional<String> key) {
        return activity.recorded(
                visitor.email(), Action.ORDER, broker.place(visitor, order, key), placed -> Told.ok(words(placed)));
    }

    private static String words(Order order) {
        return String.format(
                Locale.ROOT,
                "%s %,d %s%s: %s",
                order.side() == Side.BUY ? "Buy" : "Sell",
                order.quantity(),
                order.symbol(),
                order.price() == null ? "" : String.format(Locale.ROOT, " at %,.2f", order.price()),
                order.status().toLowerCase(Locale.ROOT));
    }
}
