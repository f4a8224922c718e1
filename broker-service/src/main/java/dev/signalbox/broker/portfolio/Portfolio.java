package dev.signalbox.broker.portfolio;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What somebody has, at today's prices; all amounts have two decimals.
 *
 * @param cash play money at hand
 * @param positions the stocks held, by symbol
 * @param totalValue cash and market value of all positions
 */
record Portfolio(BigDecimal cash, List<Valued> positions, BigDecimal totalValue) {

    /**
     * A position and what it is worth.
     *
     * @param symbol the stock
     * @param quantity how many shares, at least 1
     * @param averagePrice what one share cost on average when bought
     * @param marketValue what all of them are worth now
     */
    record Valued(String symbol, long quantity, BigDecimal averagePrice, BigDecimal marketValue) {}

    /** Puts a value on positions; every symbol must have a price. */
    static Portfolio at(Map<String, BigDecimal> prices, BigDecimal cash, List<Position> positions) {
        var valued = positions.stream()
                .map(p -> new Valued(
                        p.symbol(),
                        p.quantity(),
                        p.averagePrice(),
                        prices.get(p.symbol()).multiply(BigDecimal.valueOf(p.quantity()))))
                .toList();
        var total = valued.stream().map(Valued::marketValue).reduce(cash, BigDecimal::add);
        return new Portfolio(cash, valued, total);
    }
}
