package dev.signalbox.backend.trace;

import static dev.signalbox.backend.trace.SpanBuilder.id;
import static dev.signalbox.backend.trace.SpanBuilder.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.query.Cursor;
import dev.signalbox.backend.query.Page;
import dev.signalbox.backend.query.Times;
import dev.signalbox.backend.store.TemporaryStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces are looked for in a part of the time first, and found wherever they are. */
class TracesTest {

    private static final Instant NEWEST = Instant.parse("2026-11-21T10:30:00Z");

    @TempDir
    Path folder;

    private TemporaryStore store;
    private Traces traces;

    @BeforeEach
    void open() {
        store = new TemporaryStore(folder);
        traces = new Traces(store.db());
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
    }

    @Test
    void tracesThatLieFarApartAreFoundPageByPage() {
        List<Duration> ages = List.of(
                Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(35), Duration.ofDays(3), Duration.ofDays(40));
        for (int i = 0; i < ages.size(); i++) {
            new StoredSpans(store.db()).add(span(i).of(id(i)).at(NEWEST.minus(ages.get(i)), 10));
        }

        // So many spans that a part of the time is looked at first.
        add("'" + id(0) + "'", 100_000, Duration.ofNanos(1));

        List<String> found = new ArrayList<>();
        String next = null;
        do {
            Page<TraceSummary> page = traces.search(query(null, next == null ? null : Cursor.parse(next)));
            page.items().forEach(trace -> found.add(trace.traceId()));
            next = page.next();
        } while (next != null);

        assertThat(found).containsExactly(id(0), id(1), id(2), id(3), id(4));
    }

    @Test
    void aFewTracesAreClusteredWholly() {
        new StoredSpans(store.db())
                .add(span(1).of("new").at(NEWEST, 10), span(2).of("old").at(NEWEST.minus(Duration.ofDays(3)), 10));

        TraceClusters clusters = traces.clusters(query(null, null), 10);

        assertThat(clusters.complete()).isTrue();
        assertThat(clusters.clusters()).extracting(TraceCluster::traceId).containsExactly("old", "new");
    }

    @Test
    void ofVeryManyTracesTheNewestAreClustered() {
        // One each second, many more than are enough.
        int number = 20 * Traces.ENOUGH_TO_CLUSTER;
        add("'trace' || i", number, Duration.ofSeconds(1));

        TraceClusters newest = traces.clusters(query(null, null), 10);
        TraceClusters asked = traces.clusters(query(NEWEST.minusSeconds(700), null), 10);

        assertThat(newest.complete()).isFalse();
        assertThat(newest.traces()).isGreaterThan(Traces.ENOUGH_TO_CLUSTER).isLessThan(number);
        assertThat(newest.clusters().get(newest.clusters().size() - 1).startTime())
                .isAfter(NEWEST.minusSeconds(number / 10));
        assertThat(asked.complete()).isTrue();
        assertThat(asked.traces()).isEqualTo(701);
    }

    /** Adds spans of some traces, back from the newest. */
    private void add(String traceId, int number, Duration apart) {
        store.db()
                .sql("""
                        INSERT INTO spans SELECT %s, i::VARCHAR, NULL, 'service', NULL, 'name', 'SERVER', 'UNSET',
                          NULL, make_timestamp_ns(:newest - i * :apart), make_timestamp_ns(:newest - i * :apart), 0,
                          NULL, NULL, '{}', '{}', NULL, NULL FROM range(:number) t(i)""".formatted(traceId))
                .param("newest", Times.nanos(NEWEST))
                .param("apart", apart.toNanos())
                .param("number", number)
                .update();
    }

    private static TraceQuery query(@Nullable Instant from, @Nullable Cursor before) {
        return new TraceQuery(null, null, null, null, null, Map.of(), from, null, 2, before);
    }
}
