package dev.signalbox.backend.trace;

import static dev.signalbox.backend.trace.SpanBuilder.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.store.TemporaryStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who called whom, over minutes that are counted once and minutes that are not yet complete. */
class CallsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:30:40Z");

    @TempDir
    Path folder;

    private TemporaryStore store;
    private JdbcClient db;
    private Calls calls;
    private StoredSpans spans;

    @BeforeEach
    void open() {
        store = new TemporaryStore(folder);
        db = store.db();
        calls = new Calls(db);
        spans = new StoredSpans(db);
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
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
        spans.add(served(2, "t", "broker-service").below(1).at(recent, 5));

        assertThat(calls.between(NOW.minusSeconds(300), NOW)).isEmpty();

        spans.add(askedBroker("t").at(recent, 6));

        assertThat(calls.between(NOW.minusSeconds(300), NOW))
                .containsExactly(new Call("front-service", "broker-service", Call.Kind.SERVICE, 1, 0));
    }

    @Test
    void aCallThatNobodyAnsweredIsShownForWhomItWasMeantIfThatIsKnownFromAnotherMinute() {
        order("answered", NOW.minusSeconds(600), Duration.ofMillis(5), "UNSET");
        spans.add(askedBroker("t").failed().at(NOW.minusSeconds(10), 5));

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
        spans.add(
                served(0, trace, "front-service").at(start, 10),
                askedBroker(trace).status(status).at(start, 9),
                served(2, trace, "broker-service").below(1).status(status).at(start.plus(later), 8));
    }

    private static SpanBuilder served(int id, String trace, String service) {
        return span(id).of(trace).in(service).kind("SERVER");
    }

    private static SpanBuilder askedBroker(String trace) {
        return span(1).of(trace)
                .below(0)
                .kind("CLIENT")
                .with("server.address", "localhost")
                .with("server.port", 8082);
    }
}
