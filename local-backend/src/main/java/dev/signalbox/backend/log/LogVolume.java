package dev.signalbox.backend.log;

import dev.signalbox.backend.query.Times;
import java.time.Instant;
import java.util.List;

/**
 * How many lines there are in each of equal parts of a time.
 *
 * @param startNanos of the first part, since 1970
 * @param widthNanos of a part
 * @param parts how many there are
 * @param found those with lines, in the order of time
 */
public record LogVolume(long startNanos, long widthNanos, int parts, List<Part> found) {

    /**
     * One of the parts.
     *
     * @param number from 0
     * @param lines of all levels
     */
    public record Part(int number, long errors, long warnings, long lines) {}

    /** When a part begins; that of the one after the last is the end. */
    public Instant start(int number) {
        return Times.instant(startNanos + number * widthNanos);
    }

    /** The most lines in a part. */
    public long most() {
        return found.stream().mapToLong(Part::lines).max().orElse(0);
    }
}
