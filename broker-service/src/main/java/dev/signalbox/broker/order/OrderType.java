package dev.signalbox.broker.order;

/** What price an order accepts. */
enum OrderType {
    /** Whatever the price is now. */
    MARKET,
    /** The limit or better, now or later. */
    LIMIT
}
