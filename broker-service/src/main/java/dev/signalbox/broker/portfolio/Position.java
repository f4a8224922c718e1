package dev.signalbox.broker.portfolio;

import java.math.BigDecimal;

/**
 * Shares of one stock.
 *
 * @param symbol the stock
 * @param quantity how many, at least 1
 * @param averagePrice what one share cost on average when bought, two decimals
 */
record Position(String symbol, long quantity, BigDecimal averagePrice) {}
