package dev.signalbox.backend.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** An empty store without the rest of the backend. */
public final class TemporaryStore implements AutoCloseable {

    private final Database database;

    public TemporaryStore(Path folder) {
        database = new Database(new StoreSettings(
                folder,
                Duration.ofDays(1),
                DataSize.ofMegabytes(64),
                DataSize.ofMegabytes(256),
                2,
                Duration.ofMillis(50),
                Duration.ofMinutes(1)));
    }

    public JdbcClient db() {
        return JdbcClient.create(database.dataSource());
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
