package dev.signalbox.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** The store does not grow without end. */
class RetentionTest {

    private static final long LIMIT = 24 << 20;

    @TempDir
    Path folder;

    private Database database;
    private DuckDBConnection connection;
    private Retention retention;

    @BeforeEach
    void open() throws SQLException {
        StoreSettings settings = new StoreSettings(
                folder,
                Duration.ofDays(1),
                DataSize.ofBytes(LIMIT),
                DataSize.ofMegabytes(256),
                2,
                Duration.ofMillis(50),
                Duration.ofMinutes(1));
        database = new Database(settings);
        connection = database.connect();
        retention = new Retention(connection, settings);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void whatIsTooOldIsDeletedWithTheStacksThatNothingRefersToAnyMore() throws SQLException {
        long day = Duration.ofDays(1).toMillis();
        insert(10, System.currentTimeMillis() - day - 60_000, 1);
        insert(10, System.currentTimeMillis() - day + 60_000, 2);

        retention.apply();

        assertThat(count("spans")).isEqualTo(10);
        assertThat(count("logs")).isEqualTo(10);
        assertThat(count("samples")).isEqualTo(10);
        assertThat(one("SELECT min(stack_id) FROM stacks")).isEqualTo(2);
        assertThat(count("stacks")).isEqualTo(1);
    }

    @Test
    void beyondItsSizeTheOldestGoAndTheFileStopsGrowing() throws Exception {
        long start = System.currentTimeMillis() - Duration.ofHours(12).toMillis();
        long largest = 0;
        for (int round = 0; round < 12; round++) {
            insert(60_000, start + round * 60_000, round);
            retention.apply();
            largest = Math.max(largest, Files.size(folder.resolve("signals.duckdb")));
            assertThat(one("SELECT used_blocks * block_size FROM pragma_database_size()"))
                    .isLessThanOrEqualTo(LIMIT);
        }

        // What a round brings in, and a checkpoint's copy, may come on top until they are deleted.
        assertThat(largest).isLessThan(3 * LIMIT);
        assertThat(count("spans")).isBetween(1L, 600_000L);
        assertThat(one("SELECT epoch_ms(max(start_time)) FROM spans"))
                .as("the newest are there")
                .isGreaterThanOrEqualTo(start + 11 * 60_000);
        assertThat(one("SELECT epoch_ms(min(start_time)) FROM spans"))
                .as("the oldest are not")
                .isGreaterThan(start + 60_000);
    }

    /** So many spans, lines and samples within a minute, that do not compress well. */
    private void insert(int rows, long startMillis, int stack) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String time = "make_timestamp_ns((" + startMillis + " + i * 60000 // " + rows + ") * 1000000)";
            statement.execute("INSERT INTO spans SELECT md5(i::VARCHAR || random()), md5(random()::VARCHAR)[:16], NULL,"
                    + " 's', 'i', 'n', 'SERVER', 'OK', NULL, " + time + ", " + time
                    + ", 0, NULL, NULL, '{}', '{}', NULL, NULL FROM range(" + rows + ") r(i)");
            statement.execute("INSERT INTO logs SELECT i, " + time
                    + ", 's', 'INFO', md5(random()::VARCHAR), NULL, NULL," + " '{}' FROM range(" + rows + ") r(i)");
            statement.execute("INSERT INTO samples SELECT " + time + ", 's', NULL, NULL, 't', " + stack
                    + ", 10000000 FROM range(" + rows + ") r(i)");
            statement.execute("INSERT INTO stacks VALUES (" + stack + ", ['a', 'b'])");
        }
    }

    private long count(String table) throws SQLException {
        return one("SELECT count(*) FROM " + table);
    }

    private long one(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
