package dev.signalbox.backend.query;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;

/** Times as the query API takes and the store keeps them. */
public final class Times {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.ofEpochSecond(0, Long.MAX_VALUE);

    private Times() {}

    /** Reads epoch milliseconds or ISO-8601 with a zone; from 1970 until 2262, which is what nanoseconds can hold. */
    public static Instant parse(String text) {
        Instant time;
        try {
            time = text.matches("\\d{1,17}")
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time: epoch milliseconds or ISO-8601 with a zone expected", e);
        }
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("not a time between 1970 and 2262");
        }
        return time;
    }

    /** Nanoseconds since 1970 of a time between 1970 and 2262. */
    public static long nanos(Instant time) {
        return Math.addExact(TimeUnit.SECONDS.toNanos(time.getEpochSecond()), time.getNano());
    }

    /** The instant of nanoseconds since 1970. */
    public static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(0, epochNanos);
    }

    /** Nanoseconds as milliseconds, without loss. */
    public static double millis(long nanos) {
        return BigDecimal.valueOf(nanos, 6).doubleValue();
    }
}
