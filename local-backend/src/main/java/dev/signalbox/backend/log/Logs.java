package dev.signalbox.backend.log;

import dev.signalbox.backend.query.Cursor;
import dev.signalbox.backend.query.Page;
import dev.signalbox.backend.query.Times;
import dev.signalbox.backend.query.Where;
import dev.signalbox.backend.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored log lines, as queries see them. */
@Repository
public class Logs {

    private final JdbcClient db;

    Logs(JdbcClient db) {
        this.db = db;
    }

    /** Lines that match, newest first. */
    public Page<LogLine> search(LogQuery query) {
        Where where = new Where()
                .and("trace_id = :traceId", "traceId", lower(query.traceId()))
                .and("span_id = :spanId", "spanId", lower(query.spanId()))
                .and("service = :service", "service", query.service())
                .and(
                        "level = :level",
                        "level",
                        query.level() == null ? null : query.level().toUpperCase(Locale.ROOT))
                .and("contains(lower(message), lower(:text))", "text", query.text())
                .and("time >= make_timestamp_ns(:from)", "from", nanos(query.from()))
                .and("time < make_timestamp_ns(:to)", "to", nanos(query.to()));
        if (query.before() != null) {
            where.and("time <= make_timestamp_ns(:beforeTime)")
                    .and("(time < make_timestamp_ns(:beforeTime) OR id < :beforeId)")
                    .with("beforeTime", query.before().epochNanos())
                    .with("beforeId", id(query.before()));
        }
        List<LogLine> rows = db.sql("SELECT *, epoch_ns(time) AS time_ns FROM logs WHERE " + where.sql()
                        + " ORDER BY time DESC, id DESC LIMIT :limit")
                .params(where.parameters())
                .param("limit", query.limit() + 1)
                .query((row, n) -> line(row))
                .list();
        return Page.of(rows, query.limit(), last -> new Cursor(Times.nanos(last.time()), Long.toHexString(last.id())));
    }

    /** Every level that lines are stored of, by name. */
    public List<String> levels() {
        return db.sql("SELECT DISTINCT level FROM logs WHERE level <> '' ORDER BY level")
                .query(String.class)
                .list();
    }

    /** Every service that lines are stored of, by name. */
    public List<String> services() {
        return db.sql("SELECT DISTINCT service FROM logs ORDER BY service")
                .query(String.class)
                .list();
    }

    private static long id(Cursor cursor) {
        if (cursor.key().length() > 15) {
            throw new IllegalArgumentException("not a place in this list: take `next` of the page before");
        }
        return Long.parseLong(cursor.key(), 16);
    }

    private static String lower(String id) {
        return id == null ? null : id.toLowerCase(Locale.ROOT);
    }

    private static Long nanos(Instant time) {
        return time == null ? null : Times.nanos(time);
    }

    private static LogLine line(ResultSet row) throws SQLException {
        Map<String, String> attributes = new LinkedHashMap<>();
        Json.readObject(row.getString("attributes")).forEach((key, value) -> attributes.put(key, value.toString()));
        return new LogLine(
                row.getLong("id"),
                Times.instant(row.getLong("time_ns")),
                row.getString("service"),
                row.getString("level"),
                row.getString("message"),
                row.getString("trace_id"),
                row.getString("span_id"),
                attributes);
    }
}
