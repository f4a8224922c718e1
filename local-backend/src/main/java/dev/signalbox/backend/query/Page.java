package dev.signalbox.backend.query;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that is read newest first.
 *
 * @param next the {@code before} of the next page, null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** The most items that a page may have. */
    private static final int LARGEST = 1000;

    /**
     * Checks how many items are asked for.
     *
     * @throws IllegalArgumentException none, or too many
     */
    public static void checkLimit(int limit) {
        if (limit < 1 || limit > LARGEST) {
            throw new IllegalArgumentException("limit must be from 1 to " + LARGEST);
        }
    }

    /** Makes a page from up to {@code limit + 1} rows: the one too many only says that there is a next page. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, cursor.apply(items.get(limit - 1)).toString());
    }
}
