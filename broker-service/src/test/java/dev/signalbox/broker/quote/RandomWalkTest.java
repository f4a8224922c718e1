package dev.signalbox.broker.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomWalkTest {

    private static final BigDecimal BASE = new BigDecimal("100.00");

    @Test
    void theSameSeedWalksTheSameWay() {
        assertThat(walk(new RandomWalk(7), "SEMA", 500)).isEqualTo(walk(new RandomWalk(7), "SEMA", 500));
    }

    @Test
    void anotherSeedOrAnotherStockWalksAnotherWay() {
        var walk = walk(new RandomWalk(7), "SEMA", 50);

        assertThat(walk(new RandomWalk(8), "SEMA", 50)).isNotEqualTo(walk);
        assertThat(walk(new RandomWalk(7), "BLST", 50)).isNotEqualTo(walk);
    }

    @Test
    void pricesMoveInSmallStepsBothWays() {
        var walk = walk(new RandomWalk(7), "SEMA", 5_000);

        int ups = 0;
        int downs = 0;
        for (int i = 1; i < walk.size(); i++) {
            double change = walk.get(i).doubleValue() / walk.get(i - 1).doubleValue() - 1;
            assertThat(change).isBetween(-0.02, 0.02);
            ups += change > 0 ? 1 : 0;
            downs += change < 0 ? 1 : 0;
        }
        assertThat(ups).isBetween(2_000, 3_000);
        assertThat(downs).isBetween(2_000, 3_000);
    }

    @Test
    void afterMonthsThePriceIsStillSensibleAndHasTwoDecimals() {
        assertThat(walk(new RandomWalk(7), "SEMA", 1_000_000))
                .allSatisfy(price -> assertThat(price).isBetween(new BigDecimal("70"), new BigDecimal("145")))
                .allSatisfy(price -> assertThat(price.scale()).isEqualTo(2));
    }

    @Test
    void aPriceNeverFallsToNothing() {
        var cent = new BigDecimal("0.01");

        for (int tick = 0; tick < 1_000; tick++) {
            assertThat(new RandomWalk(7).next("SEMA", tick, cent, cent)).isPositive();
        }
    }

    private static List<BigDecimal> walk(RandomWalk walk, String symbol, int steps) {
        var prices = new ArrayList<BigDecimal>(steps);
        var price = BASE;
        for (int tick = 0; tick < steps; tick++) {
            price = walk.next(symbol, tick, BASE, price);
            prices.add(price);
        }
        return prices;
    }
}
