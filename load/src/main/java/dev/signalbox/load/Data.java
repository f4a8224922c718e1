package dev.signalbox.load;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Endless feeders of what visitors bring along. They are drawn at random, but from a seed ({@code -Dseed}), so that two
 * runs of a simulation ask for the same things in the same order.
 */
final class Data {

    private static final long SEED = Long.getLong("seed", 2026);

    /** What broker-service trades, the favourites first. */
    private static final List<String> STOCKS = List.of("JNCT", "LANT", "WHST", "TURN", "BLST", "PNTS", "GAGE", "SEMA");

    /** Most people buy little. */
    private static final List<Integer> QUANTITIES = List.of(1, 1, 1, 1, 2, 2, 3, 5, 5, 10, 25);

    /** What an attacker tries first; each long enough to be somebody's password here. */
    private static final List<String> COMMON_PASSWORDS = List.of(
            "Password1!",
            "Welcome123",
            "Summer2026!",
            "Autumn2026!",
            "qwertyuiop",
            "1234567890",
            "Signalbox1",
            "letmein-please",
            "iloveyou2026",
            "changeme!");

    /** {@code symbol} and {@code quantity}. */
    static Iterator<Map<String, Object>> orders() {
        Random random = new Random(SEED);
        return Stream.<Map<String, Object>>generate(() -> Map.of(
                        "symbol",
                        // The square makes the first ones favourites.
                        STOCKS.get((int) (STOCKS.size() * Math.pow(random.nextDouble(), 2))),
                        "quantity",
                        QUANTITIES.get(random.nextInt(QUANTITIES.size()))))
                .iterator();
    }

    /** One of the records, each time. */
    static Iterator<Map<String, Object>> anyOf(List<Map<String, Object>> records) {
        Random random = new Random(SEED);
        return Stream.generate(() -> records.get(random.nextInt(records.size())))
                .iterator();
    }

    /**
     * {@code email} and {@code password}: one password on all accounts before the next one, so that no account sees
     * many attempts.
     */
    static Iterator<Map<String, Object>> sprayed(int accounts) {
        return Stream.iterate(0, i -> (i + 1) % (accounts * COMMON_PASSWORDS.size()))
                .<Map<String, Object>>map(i -> Map.of(
                        "email", Person.number(i % accounts).email(), "password", COMMON_PASSWORDS.get(i / accounts)))
                .iterator();
    }

    private Data() {}
}
