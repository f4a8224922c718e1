package dev.signalbox.lab.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** A database and a role of the same name for each service, which sees no other's. */
final class Databases {

    private final PGSimpleDataSource superuser;
    private final Map<String, String> passwords;

    /**
     * @param passwords of the roles, by name
     */
    Databases(int port, String superuserPassword, Map<String, String> passwords) {
        this.passwords = passwords;
        superuser = new PGSimpleDataSource();
        superuser.setServerNames(new String[] {"127.0.0.1"});
        superuser.setPortNumbers(new int[] {port});
        superuser.setDatabaseName("postgres");
        superuser.setUser("postgres");
        superuser.setPassword(superuserPassword);
        superuser.setConnectTimeout(2);
        superuser.setSocketTimeout(10);
    }

    Connection connect() throws SQLException {
        return superuser.getConnection();
    }

    /** Makes what is missing, and gives each role the password that it has now. */
    void ensure() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> entry : passwords.entrySet()) {
                String name = statement.enquoteIdentifier(entry.getKey(), true);
                if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", entry.getKey())) {
                    statement.execute("CREATE ROLE " + name + " LOGIN");
                }
                statement.execute("ALTER ROLE " + name + " PASSWORD " + statement.enquoteLiteral(entry.getValue()));
                if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", entry.getKey())) {
                    statement.execute("CREATE DATABASE " + name + " OWNER " + name);
                    statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
                }
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }
}
