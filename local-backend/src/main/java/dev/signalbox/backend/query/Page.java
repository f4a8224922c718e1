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

    /** Makes a page from up to {@code limit + 1} rows: the one too many only says that there is a next page. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, cursor.apply(items.get(limit - 1)).toString());
    }
}
