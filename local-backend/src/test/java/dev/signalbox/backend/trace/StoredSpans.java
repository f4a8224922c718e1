package dev.signalbox.backend.trace;

import dev.signalbox.backend.query.Times;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts spans into a store, as few columns of them as calls are counted from. */
public final class StoredSpans {

    private final JdbcClient db;

    public StoredSpans(JdbcClient db) {
        this.db = db;
    }

    /** Stores a span; the duration is in milliseconds. */
    public void add(
            String trace,
            String id,
            String parent,
            String service,
            String kind,
            String status,
            Instant start,
            long millis,
            String attributes) {
        long started = Times.nanos(start);
        long duration = millis * 1_000_000;
        db.sql("""
                        INSERT INTO spans (trace_id, span_id, parent_span_id, service, name, kind, status, start_time,
                            end_time, duration_ns, attributes, resource)
                        SELECT ?, ?, ?, ?, 'name', ?, ?, make_timestamp_ns(?), make_timestamp_ns(?), ?, ?, '{}'
                        """)
                .params(trace, id, parent, service, kind, status, started, started + duration, duration, attributes)
                .update();
    }
}
