package dev.signalbox.broker.quote;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * What a stock costs.
 *
 * @param symbol four capital letters
 * @param name the company
 * @param price price of one share, two decimals
 * @param change percentage by which the price differs from the day's first (UTC), two decimals
 * @param asOf when the price was made
 */
public record Quote(String symbol, String name, BigDecimal price, BigDecimal change, Instant asOf) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** A quote whose {@code change} follows from the day's first price. */
    public static Quote of(String symbol, String name, BigDecimal price, BigDecimal openPrice, Instant asOf) {
        var change = price.subtract(openPrice).multiply(HUNDRED).divide(openPrice, 2, RoundingMode.HALF_EVEN);
        return new Quote(symbol, name, price, change, asOf);
    }

    /** The same stock at another price. */
    public Quote withPrice(BigDecimal other) {
        return new Quote(symbol, name, other, change, asOf);
    }
}
