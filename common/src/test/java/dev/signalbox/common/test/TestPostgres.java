package dev.signalbox.common.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL for tests: one server for the whole JVM, and for each caller a database and a role of its own.
 *
 * <pre>{@code
 * @DynamicPropertySource
 * static void database(DynamicPropertyRegistry properties) {
 *     TestPostgres.shared().register(properties, "auth");
 * }
 * }</pre>
 *
 * A test that has to stop the database starts its own server.
 */
public final class TestPostgres implements AutoCloseable {

    private static final String PASSWORD = "test";

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    private final boolean deletedAtTheEnd;

    private TestPostgres(boolean deletedAtTheEnd) {
        this.data = temporaryFolder();
        this.deletedAtTheEnd = deletedAtTheEnd;
        this.server = launch(0);
        this.port = server.getPort();
    }

    /** The server that all tests of this JVM share; it ends with the JVM, and its data are deleted. */
    public static TestPostgres shared() {
        return Shared.SERVER;
    }

    /** A server of the caller's own, on a free port, to be closed by the caller. */
    public static TestPostgres start() {
        return new TestPostgres(false);
    }

    /** Stops it, as if it had crashed for those who are connected; its data stay. */
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again after {@link #stop}, on the same port and with the same data. */
    public void startAgain() {
        server = launch(port);
    }

    /** Stops all its processes in the middle of whatever they do: it answers nothing, and closes nothing. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on after {@link #freeze}. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            long postmaster = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
            ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
            List<String> command = new ArrayList<>(List.of("kill", "-" + name));
            Stream.concat(Stream.of(server), server.descendants())
                    .forEach(process -> command.add(String.valueOf(process.pid())));
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(command + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private EmbeddedPostgres launch(int onPort) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(deletedAtTheEnd)
                    .setPort(onPort)
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("test-postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Makes a new, empty database and its role, and points a service's properties at them. */
    public void register(DynamicPropertyRegistry properties, String service) {
        String name = createDatabase(service);
        properties.add("spring.r2dbc.url", () -> "r2dbc:postgresql://localhost:" + port() + "/" + name);
        properties.add("spring.flyway.url", () -> "jdbc:postgresql://localhost:" + port() + "/" + name);
        properties.add("spring.r2dbc.username", () -> name);
        properties.add("spring.r2dbc.password", () -> PASSWORD);
    }

    private String createDatabase(String service) {
        String name = service + "_" + UUID.randomUUID().toString().substring(0, 8);
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE DATABASE " + name + " OWNER " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot make database " + name, e);
        }
        return name;
    }

    @Override
    public void close() {
        stop();
        FileSystemUtils.deleteRecursively(data.toFile());
    }

    /** Started when first asked for. */
    private static final class Shared {
        private static final TestPostgres SERVER = new TestPostgres(true);
    }
}
