package dev.signalbox.backend.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import javax.sql.DataSource;
import org.duckdb.DuckDBConnection;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The open DuckDB file. DuckDB allows one process at a time, so a second backend on the same folder fails here.
 *
 * <p>Once open, no statement can reach the file system or the network, or change that: queries may come from people.
 */
public final class Database implements AutoCloseable {

    private final Path file;
    private final DuckDBConnection root;

    /** Opens the database, and makes it when it is not there. */
    public Database(StoreSettings settings) {
        this.file = settings.path().toAbsolutePath().resolve("signals.duckdb");
        try {
            Files.createDirectories(file.getParent());
            Properties options = new Properties();
            options.setProperty("memory_limit", settings.memoryLimit().toMegabytes() + "MB");
            options.setProperty("threads", String.valueOf(settings.threads()));
            options.setProperty(
                    "max_temp_directory_size", settings.memoryLimit().toMegabytes() + "MB");
            options.setProperty("allow_community_extensions", "false");
            options.setProperty("autoinstall_known_extensions", "false");
            root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file, options);
            try (Statement statement = root.createStatement()) {
                statement.execute(new ClassPathResource("schema.sql").getContentAsString(StandardCharsets.UTF_8));
                statement.execute("SET enable_external_access = false");
                statement.execute("SET lock_configuration = true");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The store's folder " + file.getParent() + " cannot be made or written", e);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The store " + file + " cannot be opened (in use by another local-backend, or damaged): "
                            + e.getMessage(),
                    e);
        }
    }

    /** A new connection to the same open database; cheap. */
    public DuckDBConnection connect() throws SQLException {
        return root.duplicate();
    }

    /** The database as a source of connections for queries; not pooled. */
    public DataSource dataSource() {
        return new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return connect();
            }

            @Override
            public Connection getConnection(String username, String password) throws SQLException {
                return connect();
            }
        };
    }

    /** The folder the database is in. */
    public Path folder() {
        return file.getParent();
    }

    @Override
    public void close() throws SQLException {
        root.close();
    }
}
