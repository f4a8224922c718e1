package dev.signalbox.backend.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Keeps the store within its age and size. Signals of the same time go together, so that what can still be seen can
 * still be followed from one to the other.
 */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private record Table(String name, String time) {}

    private static final List<Table> TABLES =
            List.of(new Table("spans", "start_time"), new Table("logs", "time"), new Table("samples", "time"));

    private final DuckDBConnection connection;
    private final StoreSettings settings;

    Retention(DuckDBConnection connection, StoreSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /** Deletes what is too old; then, while the store is too large, the oldest tenth of what is left. */
    void apply() {
        try (Statement statement = connection.createStatement()) {
            long oldest = Instant.now().minus(settings.maxAge()).toEpochMilli();
            long deleted = deleteBefore(statement, "make_timestamp_ns(" + oldest + "000000)");
            // Ten rounds leave a third: enough to catch up with any inflow that the queue lets through.
            for (int round = 0;
                    round < 10 && size(statement) > settings.maxSize().toBytes();
                    round++) {
                long count = deleteBefore(statement, "(" + OLDEST_TENTH + ")");
                if (count == 0) {
                    break;
                }
                deleted += count;
                LOG.info("The store was larger than {}: its oldest tenth is deleted", settings.maxSize());
            }
            if (deleted > 0) {
                statement.execute("DELETE FROM stacks WHERE stack_id NOT IN (SELECT stack_id FROM samples)");
                statement.execute("CHECKPOINT");
            }
        } catch (SQLException e) {
            throw new UncategorizedSQLException("retention", null, e);
        }
    }

    private static final String OLDEST_TENTH = """
            SELECT quantile_disc(time, 0.1) + INTERVAL 1 MICROSECOND FROM (
                SELECT start_time AS time FROM spans UNION ALL
                SELECT time FROM logs UNION ALL SELECT time FROM samples)""";

    private static long deleteBefore(Statement statement, String time) throws SQLException {
        String cutoff;
        try (ResultSet row = statement.executeQuery("SELECT epoch_ns((" + time + ")::TIMESTAMP_NS)")) {
            row.next();
            cutoff = "make_timestamp_ns(" + row.getLong(1) + ")";
        }
        long deleted = 0;
        for (Table table : TABLES) {
            deleted +=
                    statement.executeUpdate("DELETE FROM " + table.name() + " WHERE " + table.time() + " < " + cutoff);
        }
        if (deleted > 0) {
            // Blocks of deleted rows are free to be used again only after this.
            statement.execute("CHECKPOINT");
        }
        return deleted;
    }

    /** Bytes in use, in the file and in the log before it. */
    private static long size(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT used_blocks * block_size FROM pragma_database_size()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
