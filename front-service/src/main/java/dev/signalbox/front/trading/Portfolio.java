package dev.signalbox.front.trading;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a visitor has.
 *
 * @param totalValue cash and the market value of all positions
 */
public record Portfolio(BigDecimal cash, List<Position> positions, BigDecimal totalValue) {

    /**
     * The shares of one company.
     *
     * @param averagePrice paid for one share, on average
     * @param marketValue of all of them, right now
     */
    public record Position(String symbol, long quantity, BigDecimal averagePrice, BigDecimal marketValue) {

        /** What would be won, or lost if negative, by selling now. */
        public BigDecimal gain() {
            return marketValue.subtract(averagePrice.multiply(BigDecimal.valueOf(quantity)));
        }
    }

    /** The market value of all positions. */
    public BigDecimal inShares() {
        return totalValue.subtract(cash);
    }
}
