package dev.signalbox.front.trading;

/** Which way the shares go. */
public enum Side {
    BUY,
    SELL
}
