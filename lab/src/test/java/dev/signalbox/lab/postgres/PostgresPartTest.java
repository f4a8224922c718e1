package dev.signalbox.lab.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.home.EnvFile;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.home.Trees;
import dev.signalbox.lab.process.Child;
import dev.signalbox.lab.process.Commands;
import dev.signalbox.lab.process.Signal;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** With a real server; each test has a copy of an empty database, since making one takes seconds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPartTest {

    private Path emptyDatabase;
    private Path directory;

    private LabHome home;
    private Ports ports = new Ports(0);
    private Child server;

    @BeforeAll
    void makeAnEmptyDatabase(@TempDir Path template) throws Exception {
        useHome(template);
        part("secret").prepare();
        emptyDatabase = home.postgres();
    }

    @BeforeEach
    void copyIt(@TempDir Path ofThisTest) throws Exception {
        useHome(ofThisTest);
        Commands.run(
                Duration.ofMinutes(1),
                "cp",
                "-a",
                emptyDatabase.toString(),
                home.postgres().toString());
        try (ServerSocket free = new ServerSocket(0)) {
            ports = new Ports(free.getLocalPort() - Ports.POSTGRES);
        }
    }

    private void useHome(Path parent) throws Exception {
        directory = parent;
        // What is unpacked serves all tests and all runs.
        home = new LabHome(Path.of("target").toAbsolutePath(), directory.resolve("home"));
        Files.createDirectories(home.logs());
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            end(Signal.INT);
        }
    }

    private PostgresPart part(String superuserPassword) throws Exception {
        Path env = Files.writeString(directory.resolve("env"), """
                POSTGRES_PASSWORD=%s
                AUTH_DB_PASSWORD=a
                BROKER_DB_PASSWORD=b
                FRONT_DB_PASSWORD=f
                """.formatted(superuserPassword));
        return new PostgresPart(home, ports, EnvFile.read(env));
    }

    private void start() throws Exception {
        PostgresPart part = part("secret");
        part.prepare();
        server = Child.start(part, part.command(), home.logs());
        await().atMost(Duration.ofSeconds(30)).until(part::isReady);
        part.whenReady();
    }

    private void end(Signal signal) throws Exception {
        signal.send(server.process().pid());
        server.ensureEnded(Duration.ofSeconds(10));
    }

    private Connection connect(String database, String user, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + ports.of(Ports.POSTGRES) + "/" + database, user, password);
    }

    @Test
    void givesEachServiceADatabaseThatNoOtherServiceCanOpen() throws Exception {
        start();

        try (Connection auth = connect("auth", "auth", "a")) {
            assertThat(auth.createStatement().execute("CREATE TABLE mine (id int)"))
                    .isFalse();
        }
        assertThatThrownBy(() -> connect("broker", "auth", "a")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> connect("auth", "auth", "b")).hasMessageContaining("password authentication failed");
    }

    @Test
    void whatWasCommittedIsThereAfterAKillOfTheServer() throws Exception {
        start();
        try (Connection auth = connect("auth", "auth", "a")) {
            auth.createStatement().execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }

        end(Signal.KILL);
        assertThat(home.postgres().resolve("postmaster.pid")).exists();
        start();

        try (Connection auth = connect("auth", "auth", "a");
                ResultSet kept = auth.createStatement().executeQuery("SELECT answer FROM kept")) {
            assertThat(kept.next()).isTrue();
            assertThat(kept.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void aCommitIsOnTheDisk() throws Exception {
        start();

        try (Connection auth = connect("auth", "auth", "a")) {
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                ResultSet value = auth.createStatement().executeQuery("SHOW " + setting);
                value.next();
                assertThat(value.getString(1)).as(setting).isEqualTo("on");
            }
        }
    }

    @Test
    void startsThoughTheNumberOfAKilledServerBelongsToAnotherProgramNow() throws Exception {
        start();
        end(Signal.KILL);
        Path pidFile = home.postgres().resolve("postmaster.pid");
        String withThisProcess = Files.readString(pidFile)
                .replaceFirst("\\d+", String.valueOf(ProcessHandle.current().pid()));
        Files.writeString(pidFile, withThisProcess);

        start();

        assertThat(server.process().isAlive()).isTrue();
    }

    @Test
    void refusesToStartBesideAServerThatItDoesNotKnow() throws Exception {
        start();

        assertThatThrownBy(() -> part("secret").prepare())
                .isInstanceOf(LabException.class)
                .hasMessageContaining("pid " + server.process().pid());
    }

    @Test
    void saysWhatToDoWhenThePasswordWasChanged() throws Exception {
        start();

        assertThatThrownBy(() -> part("another").isReady())
                .isInstanceOf(LabException.class)
                .hasMessageContaining("--fresh");
    }

    @Test
    void aDatabaseThatWasMadeByHalfIsMadeAgain() throws Exception {
        Trees.delete(home.postgres());
        Files.createDirectories(directory.resolve("home/postgres.new/base"));

        start();

        assertThat(directory.resolve("home/postgres.new")).doesNotExist();
        assertThat(directory.resolve("home/postgres.password")).doesNotExist();
    }
}
