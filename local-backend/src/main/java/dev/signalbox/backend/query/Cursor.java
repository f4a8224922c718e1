package dev.signalbox.backend.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place in a list from which the next page goes on: everything older than this item.
 *
 * @param epochNanos the item's time
 * @param key what orders items of the same time
 */
public record Cursor(long epochNanos, String key) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}|[1-8]\\d{18})_([0-9a-f]{1,32})");

    /** Reads what {@link #toString} wrote. */
    public static Cursor parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a place in this list: take `next` of the page before");
        }
        return new Cursor(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    @Override
    public String toString() {
        return epochNanos + "_" + key;
    }
}
