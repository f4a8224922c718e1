package dev.signalbox.front.desk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** How the pages write numbers and times; {@code @format} in the templates. */
@Component("format")
public class Format {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM, HH:mm:ss 'UTC'", Locale.ENGLISH);
    private static final String MINUS = "\u2212";

    /** An amount with two decimals; a dash if there is none. */
    public String money(BigDecimal amount) {
        return amount == null
                ? "\u2013"
                : String.format(Locale.ROOT, "%,.2f", amount).replace("-", MINUS);
    }

    /** An amount with its sign, since colour alone tells not everybody. */
    public String signed(BigDecimal amount) {
        int sign = amount.setScale(2, RoundingMode.HALF_UP).signum();
        return (sign > 0 ? "+" : "") + money(sign == 0 ? BigDecimal.ZERO : amount);
    }

    /** A percentage with its sign. */
    public String percent(BigDecimal percentage) {
        return signed(percentage) + "\u00a0%";
    }

    /** The CSS class of a gain, a loss, or neither. */
    public String direction(BigDecimal amount) {
        return switch (amount.setScale(2, RoundingMode.HALF_UP).signum()) {
            case 1 -> "up";
            case -1 -> "down";
            default -> "";
        };
    }

    /** A number of shares. */
    public String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** How long something took. */
    public String duration(long millis) {
        return millis < 10_000
                ? String.format(Locale.ROOT, "%,d ms", millis)
                : String.format(Locale.ROOT, "%,.1f s", millis / 1000.0);
    }

    /** For {@code datetime} of a {@code <time>}. */
    public String iso(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** The time of day in UTC; a script puts it into the visitor's zone. */
    public String time(Instant at) {
        return TIME.format(at.atOffset(ZoneOffset.UTC));
    }

    /** The day and time in UTC; a script puts it into the visitor's zone. */
    public String moment(Instant at) {
        return MOMENT.format(at.atOffset(ZoneOffset.UTC));
    }
}
