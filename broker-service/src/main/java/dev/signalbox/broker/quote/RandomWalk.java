package dev.signalbox.broker.quote;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;

/**
 * A random walk with a memory of where it came from: each step is a small normal change in percent, and a gentle pull
 * leads back to the stock's base price, so that a lab that runs for months still has sensible prices.
 *
 * <p>A step depends on nothing but seed, symbol, number of the step and price: the walk repeats, and goes on after a
 * restart as if there had been none.
 */
final class RandomWalk {

    /** Standard deviation of one step, relative. */
    private static final double STEP = 0.0015;
    /** Share of the (logarithmic) distance from the base price that a step leads back. */
    private static final double PULL = 0.0005;

    private static final BigDecimal LOWEST = new BigDecimal("0.01");

    private final long seed;

    RandomWalk(long seed) {
        this.seed = seed;
    }

    /**
     * The price after one more step.
     *
     * @param tick number of the step
     * @return two decimals, at least 0.01
     */
    BigDecimal next(String symbol, long tick, BigDecimal base, BigDecimal price) {
        // Odd multipliers spread neighbouring inputs over all seeds; SplittableRandom mixes them further.
        var random = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * symbol.hashCode() + 0xD1342543DE82EF95L * tick);
        double distance = Math.log(price.doubleValue() / base.doubleValue());
        double factor = Math.exp(STEP * random.nextGaussian() - PULL * distance);
        return price.multiply(BigDecimal.valueOf(factor))
                .setScale(2, RoundingMode.HALF_EVEN)
                .max(LOWEST);
    }
}
