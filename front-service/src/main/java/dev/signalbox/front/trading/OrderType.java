package dev.signalbox.front.trading;

/** At which price an order may be filled. */
public enum OrderType {
    /** At whatever the quote is. */
    MARKET,
    /** At the limit price or a better one only. */
    LIMIT
}
