package dev.signalbox.broker.order;

/** What an order does with shares. */
enum Side {
    BUY,
    SELL
}
