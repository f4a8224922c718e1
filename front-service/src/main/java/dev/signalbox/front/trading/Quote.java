package dev.signalbox.front.trading;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a share costs right now.
 *
 * @param price of one share, two decimals
 * @param change percentage by which the price differs from the day's first, two decimals
 */
public record Quote(String symbol, String name, BigDecimal price, BigDecimal change, Instant asOf) {}
