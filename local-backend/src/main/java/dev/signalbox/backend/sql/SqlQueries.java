package dev.signalbox.backend.sql;

import dev.signalbox.backend.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Runs statements that people write. Four walls are around each: only known syntax ({@link StatementCheck}), a
 * transaction that cannot write, a database without the file system and the network ({@link Database}), and bounds on
 * time, rows and text. One runs at a time, on a connection of its own.
 */
@Component
@EnableConfigurationProperties(SqlSettings.class)
public class SqlQueries {

    private static final int MAX_COLUMNS = 100;

    /** Longest value, in characters. */
    private static final int MAX_VALUE = 4_000;

    /** Longest result, in characters. */
    private static final int MAX_RESULT = 8_000_000;

    private final Database database;
    private final SqlSettings settings;

    /** Statements share DuckDB's memory limit with what arrives: two at a time leave too little of it. */
    private final Semaphore turn = new Semaphore(1, true);

    SqlQueries(Database database, SqlSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** A table that can be read, with its columns. */
    public record Table(String name, List<SqlResult.Column> columns) {}

    /** What statements can read. */
    public List<Table> tables() {
        String sql = "SELECT table_name, column_name, data_type FROM duckdb_columns() "
                + "WHERE table_name IN ('spans', 'logs', 'samples', 'stacks') ORDER BY table_name, column_index";
        List<Table> tables = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String name = row.getString(1);
                if (tables.isEmpty() || !tables.get(tables.size() - 1).name().equals(name)) {
                    tables.add(new Table(name, new ArrayList<>()));
                }
                tables.get(tables.size() - 1).columns().add(new SqlResult.Column(row.getString(2), row.getString(3)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The schema cannot be read", e);
        }
        return tables;
    }

    /**
     * Runs one query.
     *
     * @param maxRows rows beyond are left out
     * @throws RefusedStatementException it is not a query, cannot be understood, or takes too much
     */
    public SqlResult run(String sql, int maxRows) {
        StatementCheck.checkText(sql);
        try {
            if (!turn.tryAcquire(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw StatementCheck.refuse("others are running, try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StatementCheck.refuse("the explorer is being stopped");
        }
        try (Connection connection = database.connect()) {
            StatementCheck.check(tree(connection, sql));
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN TRANSACTION READ ONLY");
                try {
                    return query(connection, sql, maxRows);
                } finally {
                    statement.execute("ROLLBACK");
                }
            }
        } catch (SQLTimeoutException e) {
            throw new RefusedStatementException("The statement was ended: it took longer than "
                    + settings.timeout().toSeconds() + " s.");
        } catch (SQLException e) {
            throw new RefusedStatementException(message(e));
        } finally {
            turn.release();
        }
    }

    /** The syntax tree, by DuckDB's parser. */
    private static String tree(Connection connection, String sql) throws SQLException {
        try (PreparedStatement parse = connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)")) {
            parse.setString(1, sql);
            try (ResultSet row = parse.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private SqlResult query(Connection connection, String sql, int maxRows) throws SQLException {
        long start = System.nanoTime();
        List<SqlResult.Column> columns = columns(connection, sql);
        if (columns.size() > MAX_COLUMNS) {
            throw StatementCheck.refuse("it has more than " + MAX_COLUMNS + " columns");
        }
        try (PreparedStatement statement = connection.prepareStatement(bounded(sql, columns.size(), maxRows))) {
            statement.setQueryTimeout(
                    Math.toIntExact(Math.max(1, settings.timeout().toSeconds())));
            try (ResultSet result = statement.executeQuery()) {
                return read(result, columns, maxRows, start);
            }
        }
    }

    private static List<SqlResult.Column> columns(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ResultSetMetaData data = statement.getMetaData();
            List<SqlResult.Column> columns = new ArrayList<>();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                columns.add(new SqlResult.Column(data.getColumnName(i), data.getColumnTypeName(i)));
            }
            return columns;
        }
    }

    /** The statement within one that cuts rows and values while they are still in DuckDB. */
    private static String bounded(String sql, int columns, int maxRows) {
        String values = IntStream.range(0, columns)
                .mapToObj(i -> "left(c" + i + "::VARCHAR, " + (MAX_VALUE + 1) + ")")
                .collect(Collectors.joining(", "));
        String names = IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        String query = sql.strip().replaceFirst(";+\\s*$", "");
        return "SELECT " + values + " FROM (\n" + query + "\n) AS result(" + names + ") LIMIT " + (maxRows + 1);
    }

    private static SqlResult read(ResultSet result, List<SqlResult.Column> columns, int maxRows, long start)
            throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        boolean more = false;
        boolean shortened = false;
        long length = 0;
        while (result.next()) {
            if (rows.size() == maxRows || length > MAX_RESULT) {
                more = true;
                break;
            }
            List<@Nullable String> row = new ArrayList<>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
                String value = result.getString(i);
                if (value != null && value.length() > MAX_VALUE) {
                    value = value.substring(0, MAX_VALUE) + "…";
                    shortened = true;
                }
                length += value == null ? 0 : value.length();
                row.add(value);
            }
            rows.add(row);
        }
        return new SqlResult(columns, rows, more, shortened, Duration.ofNanos(System.nanoTime() - start));
    }

    /** DuckDB's message without the statement around the one that was written. */
    private static String message(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int excerpt = message.indexOf("\n\nLINE ");
        return excerpt < 0 ? message : message.substring(0, excerpt);
    }
}
