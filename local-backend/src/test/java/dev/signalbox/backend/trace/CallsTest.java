package dev.signalbox.backend.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.store.Database;
import dev.signalbox.backend.store.StoreSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** Who called whom, over minutes that are counted once and minutes that are not yet complete. */
class CallsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:30:40Z");
    private static final String BROKER = "{\"server.address\":\"localhost\",\"server.port\":8082}";

    @TempDir
    Path folder;

    private Database database;
    private JdbcClient db;
    private Calls calls;
    private StoredSpans spans;

    @BeforeEach
    void open() {
        database = new Database(new StoreSettings(
                folder,
                Duration.ofDays(1),
                DataSize.ofMegabytes(64),
                DataSize.ofMegabytes(256),
                2,
                Duration.ofMillis(50),
                Duration.ofMinutes(1)));
        db = JdbcClient.create(database.dataSource());
        calls = new Calls(db);
        spans = new StoredSpans(db);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void callsOfEveryMinuteAreCountedOnce() {
        for (int second = 0; second < 1800; second += 20) {
            order(String.valueOf(second), NOW.minusSeconds(second + 1), Duration.ofMillis(5), "UNSET");
        }

        for (int i = 0; i < 2; i++) {
            assertThat(calls.between(NOW.minus(Duration.ofMinutes(30)), NOW))
                    .containsExactly(
                            new Call(null, "front-service", Call.Kind.SERVICE, 90, 0),
                            new Call("front-service", "broker-service", Call.Kind.SERVICE, 90, 0));
        }
        assertThat(calls.between(NOW.minus(Duration.ofMinutes(3)), NOW))
                .containsExactly(
                        new Call(null, "front-service", Call.Kind.SERVICE, 9, 0),
                        new Call("front-service", "broker-service", Call.Kind.SERVICE, 9, 0));
    }

    @Test
    void aCallFromOneMinuteIntoTheNextIsNoneFromOutside() {
        order("early", Instant.parse("2026-11-21T10:19:59.990Z"), Duration.ofMillis(20), "UNSET");
        order("late", Instant.parse("2026-11-21T10:28:59.990Z"), Duration.ofMillis(20), "UNSET");

        assertThat(calls.between(NOW.minus(Duration.ofMinutes(15)), NOW))
                .containsExactly(
                        new Call(null, "front-service", Call.Kind.SERVICE, 2, 0),
                        new Call("front-service", "broker-service", Call.Kind.SERVICE, 2, 0));
    }

    @Test
    void whoseCallersSpanIsStillOnItsWayIsCountedWhenItIsThere() {
        Instant recent = NOW.minusSeconds(5);
        spans.add("t", "b", "c", "broker-service", "SERVER", "UNSET", recent, 5, "{}");

        assertThat(calls.between(NOW.minusSeconds(300), NOW)).isEmpty();

        spans.add("t", "c", "f", "front-service", "CLIENT", "UNSET", recent, 6, BROKER);

        assertThat(calls.between(NOW.minusSeconds(300), NOW))
                .containsExactly(new Call("front-service", "broker-service", Call.Kind.SERVICE, 1, 0));
    }

    @Test
    void aCallThatNobodyAnsweredIsShownForWhomItWasMeantIfThatIsKnownFromAnotherMinute() {
        order("answered", NOW.minusSeconds(600), Duration.ofMillis(5), "UNSET");
        spans.add("t", "c", null, "front-service", "CLIENT", "ERROR", NOW.minusSeconds(10), 5, BROKER);

        assertThat(calls.between(NOW.minus(Duration.ofMinutes(15)), NOW))
                .contains(new Call("front-service", "broker-service", Call.Kind.SERVICE, 2, 1));
    }

    @Test
    void aMinuteThatIsCountedIsNotReadAgain() {
        order("old", NOW.minusSeconds(600), Duration.ofMillis(5), "ERROR");
        var counted = calls.between(NOW.minus(Duration.ofMinutes(15)), NOW);
        assertThat(counted).contains(new Call("front-service", "broker-service", Call.Kind.SERVICE, 1, 1));

        db.sql("DELETE FROM spans").update();

        assertThat(calls.between(NOW.minus(Duration.ofMinutes(15)), NOW)).isEqualTo(counted);
    }

    /** A request to front-service that asks broker-service so much later. */
    private void order(String trace, Instant start, Duration later, String status) {
        spans.add(trace, "f", null, "front-service", "SERVER", "UNSET", start, 10, "{}");
        spans.add(trace, "c", "f", "front-service", "CLIENT", status, start, 9, BROKER);
        spans.add(trace, "b", "c", "broker-service", "SERVER", status, start.plus(later), 8, "{}");
    }
}
