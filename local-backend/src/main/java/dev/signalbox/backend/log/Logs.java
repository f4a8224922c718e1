package dev.signalbox.backend.log;

import dev.signalbox.backend.query.Attributes;
import dev.signalbox.backend.query.Cursor;
import dev.signalbox.backend.query.Page;
import dev.signalbox.backend.query.Times;
import dev.signalbox.backend.query.Where;
import dev.signalbox.backend.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
        Where where = where(query);
        if (query.before() != null) {
            where.and("time <= make_timestamp_ns(:beforeTime)")
                    .and("(time < make_timestamp_ns(:beforeTime) OR id < :beforeId)")
                    .with("beforeTime", query.before().epochNanos())
                    .with("beforeId", id(query.before()));
        }
        // The page's lines first, by what they are found and sorted by; then all there is to say about those few.
        List<LogLine> rows = db.sql("""
                        SELECT *, epoch_ns(time) AS time_ns FROM logs
                        WHERE rowid IN (SELECT rowid FROM logs WHERE %s ORDER BY time DESC, id DESC LIMIT :limit)
                        ORDER BY time DESC, id DESC""".formatted(where.sql()))
                .params(where.parameters())
                .param("limit", query.limit() + 1)
                .query((row, n) -> line(row))
                .list();
        return Page.of(rows, query.limit(), last -> new Cursor(Times.nanos(last.time()), Long.toHexString(last.id())));
    }

    /** How many lines match in each of equal parts of the time that is asked for; null when there are none. */
    public @Nullable LogVolume volume(LogQuery query, int parts) {
        Where where = where(query);
        long[] bounds = db.sql(
                        "SELECT count(*), epoch_ns(min(time)), epoch_ns(max(time)) FROM logs WHERE " + where.sql())
                .params(where.parameters())
                .query((row, n) -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)})
                .single();
        if (bounds[0] == 0) {
            return null;
        }
        long start = query.from() == null ? bounds[1] : Times.nanos(query.from());
        long end = query.to() == null ? bounds[2] + 1 : Times.nanos(query.to());
        long width = Math.max(1, (end - start + parts - 1) / parts);
        List<LogVolume.Part> found = db.sql("""
                        SELECT (epoch_ns(time) - :start) // :width AS part,
                          count(*) FILTER (level IN ('ERROR', 'FATAL')) AS errors,
                          count(*) FILTER (level = 'WARN') AS warnings, count(*) AS lines
                        FROM logs WHERE %s GROUP BY part ORDER BY part""".formatted(where.sql()))
                .params(where.parameters())
                .param("start", start)
                .param("width", width)
                .query((row, n) -> new LogVolume.Part(
                        row.getInt("part"), row.getLong("errors"), row.getLong("warnings"), row.getLong("lines")))
                .list();
        return new LogVolume(start, width, parts, found);
    }

    /** The id of the newest line to arrive that matches, after another; that other when there is none. */
    long newest(LogQuery query, long after) {
        Where where = where(query).and("id > :after").with("after", after);
        return db.sql("SELECT coalesce(max(id), :after) FROM logs WHERE " + where.sql())
                .params(where.parameters())
                .query(Long.class)
                .single();
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

    /** All conditions but the place in the list. */
    private static Where where(LogQuery query) {
        Where where = new Where()
                .and("trace_id = lower(:traceId)", "traceId", query.traceId())
                .and("span_id = lower(:spanId)", "spanId", query.spanId())
                .and("service = :service", "service", query.service())
                .and(
                        "level = :level",
                        "level",
                        query.level() == null ? null : query.level().toUpperCase(Locale.ROOT))
                .and("contains(lower(message), lower(:text))", "text", query.text())
                .and("time >= make_timestamp_ns(:from)", "from", query.from())
                .and("time < make_timestamp_ns(:to)", "to", query.to());
        int n = 0;
        for (Map.Entry<String, String> attribute : query.attributes().entrySet()) {
            Attributes.and(where, n++, attribute.getKey(), attribute.getValue(), "attributes");
        }
        return where;
    }

    private static long id(Cursor cursor) {
        if (cursor.key().length() > 15) {
            throw new IllegalArgumentException("not a place in this list: take `next` of the page before");
        }
        return Long.parseLong(cursor.key(), 16);
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
