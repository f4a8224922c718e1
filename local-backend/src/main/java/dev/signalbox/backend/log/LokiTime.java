package dev.signalbox.backend.log;

import dev.signalbox.backend.ingest.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Times of log lines: nanoseconds since 1970, not in the future by more than clocks may differ. */
final class LokiTime {

    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    private LokiTime() {}

    static long parse(String text) {
        try {
            return check(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw RefusedException.malformed("A time must be nanoseconds since 1970");
        }
    }

    static long check(long epochNanos) {
        long latest =
                TimeUnit.MILLISECONDS.toNanos(Instant.now().plus(MOST_AHEAD).toEpochMilli());
        if (epochNanos <= 0 || epochNanos > latest) {
            throw RefusedException.malformed("A time must be after 1970 and not in the future");
        }
        return epochNanos;
    }
}
