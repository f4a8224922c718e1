package dev.signalbox.front.desk;

import dev.signalbox.front.trading.Order;
import dev.signalbox.front.trading.Side;
import java.util.Locale;

/** An order in a sentence. */
final class OrderWords {

    private OrderWords() {}

    /** Whether there is something to say: the order was taken, and not turned down later. */
    static boolean isPlaced(Order order) {
        return order.price() != null
                || order.limitPrice() != null && order.status().equals("OPEN");
    }

    static String of(Order order) {
        boolean buy = order.side() == Side.BUY;
        if (order.price() == null) {
            return String.format(
                    Locale.ROOT,
                    "Your order to %s %,d %s is open. It waits for a price of %,.2f or better.",
                    buy ? "buy" : "sell",
                    order.quantity(),
                    order.symbol(),
                    order.limitPrice());
        }
        return String.format(
                Locale.ROOT,
                "%s %,d %s at %,.2f: %,.2f %s.",
                buy ? "Bought" : "Sold",
                order.quantity(),
                order.symbol(),
                order.price(),
                order.total(),
                buy ? "paid" : "received");
    }
}
