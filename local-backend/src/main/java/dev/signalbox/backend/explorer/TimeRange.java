package dev.signalbox.backend.explorer;

import dev.signalbox.backend.query.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * The time a page looks at: the last minutes or hours, or from one moment to another, or all there is.
 *
 * @param from inclusive; null for no bound
 * @param to exclusive; null for no bound
 */
record TimeRange(@Nullable Instant from, @Nullable Instant to) {

    /** What pages offer, as the parameter {@code range} has it. */
    static final Map<String, String> CHOICES = choices();

    /** Reads the parameters of a page; an exact time goes before a relative one. */
    static TimeRange of(@Nullable String range, @Nullable String from, @Nullable String to, Instant now) {
        Instant start = from == null ? null : parse("from", from);
        Instant end = to == null ? null : parse("to", to);
        if (start != null && end != null && !start.isBefore(end)) {
            throw new IllegalArgumentException("the time range ends before it starts");
        }
        if (start == null && end == null && range != null) {
            start = now.minus(duration(range));
        }
        return new TimeRange(start, end);
    }

    /** The time of the same length right before this one, which ends now unless it says otherwise. */
    TimeRange before(Instant now) {
        if (from == null) {
            throw new IllegalArgumentException("to compare with the time before, choose a time");
        }
        Instant end = to == null ? now : to;
        return new TimeRange(from.minus(Duration.between(from, end)), from);
    }

    private static Instant parse(String name, String text) {
        try {
            return Times.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static Duration duration(String text) {
        try {
            Duration duration = DurationStyle.SIMPLE.parse(text);
            if (!duration.isZero() && !duration.isNegative() && duration.compareTo(Duration.ofDays(365)) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // falls through: said below in words
        }
        throw new IllegalArgumentException("range must be like 15m, 6h or 2d, and at most 365d");
    }

    private static Map<String, String> choices() {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("5m", "last 5 minutes");
        choices.put("15m", "last 15 minutes");
        choices.put("1h", "last hour");
        choices.put("6h", "last 6 hours");
        choices.put("24h", "last 24 hours");
        return choices;
    }
}
