package dev.signalbox.front.desk;

import dev.signalbox.front.activity.Activity;
import dev.signalbox.front.trading.Order;
import dev.signalbox.front.trading.Portfolio;
import dev.signalbox.front.trading.Quote;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that is on the desk.
 *
 * @param activity empty if it cannot be read just now; the desk does not need it
 */
public record DeskView(List<Quote> quotes, Portfolio portfolio, List<Order> orders, Optional<List<Activity>> activity) {

    /** When the newest of the quotes was made; null without quotes. */
    public static Instant asOf(List<Quote> quotes) {
        return quotes.stream().map(Quote::asOf).max(Comparator.naturalOrder()).orElse(null);
    }
}
