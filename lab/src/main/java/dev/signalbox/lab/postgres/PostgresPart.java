package dev.signalbox.lab.postgres;

import dev.signalbox.lab.home.EnvFile;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.home.Trees;
import dev.signalbox.lab.process.Commands;
import dev.signalbox.lab.process.Part;
import dev.signalbox.lab.process.Signal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL server of the lab's own, with its data in the lab's home. Nothing about durability is turned down: what
 * was committed is there after a kill -9 of everything.
 */
public final class PostgresPart implements Part {

    public static final String NAME = "postgres";

    /** SQLSTATE of a wrong password. */
    private static final String INVALID_PASSWORD = "28P01";

    private final LabHome home;
    private final int port;
    private final Databases databases;
    private final String superuserPassword;
    private Path programs;

    public PostgresPart(LabHome home, Ports ports, EnvFile env) {
        this.home = home;
        this.port = ports.of(Ports.POSTGRES);
        this.superuserPassword = env.get("POSTGRES_PASSWORD");
        this.databases = new Databases(
                port,
                superuserPassword,
                Map.of(
                        "auth", env.get("AUTH_DB_PASSWORD"),
                        "broker", env.get("BROKER_DB_PASSWORD"),
                        "front", env.get("FRONT_DB_PASSWORD")));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        Unprivileged.check();
        programs = PostgresPrograms.unpack(home.tools());
        Path data = home.postgres();
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(data);
        }
        forgetStalePid(data.resolve("postmaster.pid"));
    }

    private void initialise(Path data) throws IOException, InterruptedException {
        // Made aside and moved in one step, so that an interrupted start leaves no half of a database.
        Path aside = data.resolveSibling("postgres.new");
        Trees.delete(aside);
        Path password = Files.writeString(data.resolveSibling("postgres.password"), superuserPassword);
        try {
            Commands.Result result = Commands.run(
                            Duration.ofSeconds(60),
                            Map.of(),
                            Unprivileged.command(List.of(
                                    programs.resolve("bin/initdb").toString(),
                                    "--pgdata=" + aside,
                                    "--username=postgres",
                                    "--pwfile=" + password,
                                    "--auth=scram-sha-256",
                                    "--encoding=UTF8",
                                    "--locale=C")))
                    .orElseThrow(() -> new LabException("initdb took more than 60 s."));
            if (!result.isOk()) {
                throw new LabException("The database could not be made in " + data + ":\n" + result.output());
            }
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(aside, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * A server that was killed leaves this file behind. PostgreSQL copes with that, unless the number in it belongs to
     * some other process by now; nobody but the lab starts a server here, and it has cleaned up before.
     */
    private static void forgetStalePid(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
        boolean isServer = ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> Path.of(command).endsWith("postgres"))
                .isPresent();
        if (isServer) {
            throw new LabException("A PostgreSQL (pid " + pid + ") that this lab did not start, or does not remember,"
                    + " uses " + file.getParent() + ".\nEnd it with: kill -INT " + pid);
        }
        Files.delete(file);
    }

    @Override
    public List<String> command() throws IOException, InterruptedException {
        return Unprivileged.command(List.of(
                programs.resolve("bin/postgres").toString(),
                "-D",
                home.postgres().toString(),
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                // No socket file: its path may be too long, and nobody needs it.
                setting("unix_socket_directories", ""),
                setting("shared_buffers", "64MB"),
                setting("max_connections", "100"),
                setting("timezone", "UTC"),
                setting("log_timezone", "UTC"),
                // Said aloud, since many embedded databases turn it off: a commit is on the disk.
                setting("fsync", "on"),
                setting("synchronous_commit", "on")));
    }

    private static String setting(String name, String value) {
        return "--" + name + "=" + value;
    }

    @Override
    public URI health() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    @Override
    public boolean isReady() {
        try (Connection connection = databases.connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            if (INVALID_PASSWORD.equals(e.getSQLState())) {
                throw new LabException("The database in " + home.postgres() + " was made with another"
                        + " POSTGRES_PASSWORD than " + home.env() + " has now.\nPut the old one back, or start"
                        + " anew (all its data is lost) with: ./signalbox up --fresh");
            }
            return false;
        }
    }

    @Override
    public void whenReady() throws SQLException {
        databases.ensure();
    }

    @Override
    public Signal stopSignal() {
        return Signal.INT;
    }

    @Override
    public boolean isFoundation() {
        return true;
    }
}
