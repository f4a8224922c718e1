package dev.signalbox.lab.verify;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.postgresql.ds.PGSimpleDataSource;

/** The orders as PostgreSQL has them: read only, and past every service. */
final class OrderTable {

    private static final int TIMEOUT_SECONDS = 5;

    private final PGSimpleDataSource database = new PGSimpleDataSource();

    /**
     * @param server where PostgreSQL is
     * @param password of the role {@code broker}
     */
    OrderTable(URI server, String password) {
        database.setServerNames(new String[] {server.getHost()});
        database.setPortNumbers(new int[] {server.getPort()});
        database.setDatabaseName("broker");
        database.setUser("broker");
        database.setPassword(password);
        database.setReadOnly(true);
        database.setConnectTimeout(TIMEOUT_SECONDS);
        database.setSocketTimeout(TIMEOUT_SECONDS);
    }

    /**
     * How many orders were placed until a moment.
     *
     * @throws Missing if the database does not answer
     */
    long placedUntil(Instant moment) {
        try (Connection connection = database.getConnection();
                PreparedStatement count =
                        connection.prepareStatement("SELECT count(*) FROM orders WHERE created_at <= ?")) {
            count.setTimestamp(1, Timestamp.from(moment));
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new Missing("an answer of the database: " + e.getMessage());
        }
    }
}
