package dev.signalbox.backend.sql;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement found.
 *
 * @param rows values as DuckDB writes them, null for NULL; times are UTC
 * @param more whether there are rows beyond these
 * @param shortened whether a value was too long and ends early
 * @param took from the start of the statement to its last row
 */
public record SqlResult(
        List<Column> columns, List<List<@Nullable String>> rows, boolean more, boolean shortened, Duration took) {

    /**
     * A column of the result.
     *
     * @param type as DuckDB names it
     */
    public record Column(String name, String type) {

        /** What a chart takes its values for: number, time or text. */
        public String kind() {
            return number() ? "number" : time() ? "time" : "text";
        }

        /** Whether its values are numbers. */
        public boolean number() {
            return type.matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*");
        }

        /** Whether its values are moments. */
        public boolean time() {
            return type.startsWith("TIMESTAMP") || type.equals("DATE");
        }
    }

    /** Whether there is something to draw: numbers, in some rows. */
    public boolean drawable() {
        return !rows.isEmpty() && columns.stream().anyMatch(Column::number);
    }
}
