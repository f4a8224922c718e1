package dev.signalbox.broker.order;

/** Not enough cash, or not enough shares. The order is kept as rejected; {@code orderId} names it. */
class OrderRejected extends UnprocessableOrder {

    OrderRejected(Order order) {
        super(type(order), title(order), detail(order));
        getBody().setProperty("orderId", order.id());
    }

    private static boolean cash(Order order) {
        return order.reason() == Order.Reason.INSUFFICIENT_CASH;
    }

    private static String type(Order order) {
        return cash(order) ? "insufficient-cash" : "insufficient-position";
    }

    private static String title(Order order) {
        return cash(order) ? "Not enough cash" : "Not enough shares";
    }

    private static String detail(Order order) {
        return cash(order)
                ? "Your cash does not cover this order."
                : "You have fewer than " + order.request().quantity() + " shares of "
                        + order.request().symbol() + ".";
    }
}
