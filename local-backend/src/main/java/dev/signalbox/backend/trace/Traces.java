package dev.signalbox.backend.trace;

import dev.signalbox.backend.query.Attributes;
import dev.signalbox.backend.query.Cursor;
import dev.signalbox.backend.query.Page;
import dev.signalbox.backend.query.Times;
import dev.signalbox.backend.query.Where;
import dev.signalbox.backend.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored spans, as queries see them. */
@Repository
public class Traces {

    /**
     * How far apart the first and the last start in one trace may be for a search bounded in time to see it whole.
     * It lets a search read only the part of the table that lies around the page asked for.
     */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** How many traces {@link #clusters} tell of at least, before older ones are left out. */
    static final int ENOUGH_TO_CLUSTER = 5_000;

    /** How much longer a time is than the one before it in {@link #newest}. */
    private static final int LONGER = 4;

    /** In so few spans everything is looked for at once: it takes some milliseconds, as a part of the time does. */
    private static final long FEW_SPANS = 50_000;

    /** How many durations are told apart from one to ten times as much, see {@link #clusters}. */
    private static final int CLASSES_IN_A_DECADE = 8;

    private final JdbcClient db;

    Traces(JdbcClient db) {
        this.db = db;
    }

    /** Every service, by name. */
    public List<ServiceSummary> services() {
        return db.sql("""
                SELECT service, count(*) AS spans, epoch_ns(max(end_time)) AS last_seen
                FROM spans GROUP BY service ORDER BY service
                """)
                .query((row, n) -> new ServiceSummary(
                        row.getString("service"), row.getLong("spans"), Times.instant(row.getLong("last_seen"))))
                .list();
    }

    /** Names of spans of a service (of all when null), by name, at most 1000. */
    public List<String> operations(String service) {
        Where where = new Where().and("service = :service", "service", service);
        return db.sql("SELECT DISTINCT name FROM spans WHERE " + where.sql() + " ORDER BY name LIMIT 1000")
                .params(where.parameters())
                .query(String.class)
                .list();
    }

    /** Traces that match, newest first. */
    public Page<TraceSummary> search(TraceQuery query) {
        return newest(query, this::page, page -> page.next() != null);
    }

    private Page<TraceSummary> page(TraceQuery query) {
        Matching matching = matching(query);
        // The page's traces first, from three columns; then all there is to say about those few, near their time.
        List<Found> found = db.sql(matching.traces() + " ORDER BY start_ns DESC, trace_id DESC LIMIT :limit")
                .params(matching.near().parameters())
                .param("limit", query.limit() + 1)
                .query((row, n) -> new Found(
                        row.getString("trace_id"),
                        row.getLong("start_ns"),
                        row.getLong("duration_ns"),
                        row.getInt("spans"),
                        row.getInt("errors")))
                .list();
        if (found.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        Map<String, Story> stories = stories(found);
        List<TraceSummary> rows = found.stream()
                .filter(trace -> stories.containsKey(trace.id()))
                .map(trace -> trace.summary(stories.get(trace.id())))
                .toList();
        return Page.of(rows, query.limit(), last -> new Cursor(Times.nanos(last.startTime()), last.traceId()));
    }

    /** A trace on the page. */
    private record Found(String id, long start, long duration, int spans, int errors) {

        TraceSummary summary(Story story) {
            return new TraceSummary(
                    id,
                    story.service(),
                    story.operation(),
                    Times.instant(start),
                    Times.millis(duration),
                    spans,
                    errors,
                    story.services());
        }
    }

    /** What a trace is about: its root, and who took part. */
    private record Story(String service, String operation, List<String> services) {}

    private Map<String, Story> stories(List<Found> traces) {
        Map<String, Story> stories = new HashMap<>();
        db.sql("""
                SELECT trace_id, arg_min(service, (parent_span_id IS NOT NULL, start_time)) AS service,
                    arg_min(name, (parent_span_id IS NOT NULL, start_time)) AS operation,
                    list_sort(list(DISTINCT service)) AS services
                FROM spans
                WHERE start_time BETWEEN make_timestamp_ns(:first) AND make_timestamp_ns(:last) AND trace_id IN (:ids)
                GROUP BY trace_id
                """)
                .param("first", traces.get(traces.size() - 1).start())
                .param(
                        "last",
                        traces.stream()
                                .mapToLong(trace -> trace.start() + trace.duration())
                                .max()
                                .orElseThrow())
                .param("ids", traces.stream().map(Found::id).toList())
                .query(row -> {
                    Object[] services = (Object[]) row.getArray("services").getArray();
                    stories.put(
                            row.getString("trace_id"),
                            new Story(
                                    row.getString("service"),
                                    row.getString("operation"),
                                    Stream.of(services).map(Object::toString).toList()));
                });
        return stories;
    }

    /**
     * Where the traces that match lie, by start and duration; those of a page and all others, or the newest of them
     * where they are many thousands.
     *
     * @param columns into how many parts the time is divided; of the traces of one part that last about as long and
     *     ended alike, only the longest is named
     */
    public TraceClusters clusters(TraceQuery query, int columns) {
        TraceQuery all = query.firstPage();
        return newest(
                all,
                part -> new TraceClusters(clustersOf(part, columns), part == all),
                clusters -> clusters.traces() >= ENOUGH_TO_CLUSTER);
    }

    private List<TraceCluster> clustersOf(TraceQuery query, int columns) {
        Matching matching = matching(query);
        String sql = """
                WITH traces AS (%s),
                bounds AS (SELECT min(start_ns) AS earliest, max(start_ns) - earliest AS extent FROM traces)
                SELECT arg_max(trace_id, duration_ns) AS trace_id, arg_max(start_ns, duration_ns) AS start_ns,
                    max(duration_ns) AS duration_ns, errors > 0 AS failed, count(*) AS traces
                FROM traces, bounds
                GROUP BY (start_ns - earliest) // (extent // :columns + 1),
                    floor(log10(greatest(duration_ns, 1)) * :classes), failed
                ORDER BY start_ns
                """.formatted(matching.traces());
        return db.sql(sql)
                .params(matching.near().parameters())
                .param("columns", columns)
                .param("classes", CLASSES_IN_A_DECADE)
                .query((row, n) -> new TraceCluster(
                        row.getString("trace_id"),
                        Times.instant(row.getLong("start_ns")),
                        row.getLong("duration_ns"),
                        row.getBoolean("failed"),
                        row.getLong("traces")))
                .list();
    }

    /**
     * What is found in the shortest time, back from the newest trace, that holds enough of it: a page needs no more of
     * the table than that, however large the table is. The times grow, so that those in vain take less than the last.
     *
     * @param look finds it in a part of the time that is asked for, or, with the query itself, in all of it
     */
    private <T> T newest(TraceQuery query, Function<TraceQuery, T> look, Predicate<T> enough) {
        long[] stored = db.sql("SELECT epoch_ns(min(start_time)), epoch_ns(max(start_time)), count(*) FROM spans")
                .query((row, n) -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)})
                .single();
        if (stored[2] <= FEW_SPANS) {
            return look.apply(query);
        }
        long earliest = query.from() == null ? stored[0] : Math.max(stored[0], Times.nanos(query.from()));
        long latest = Math.min(stored[1], latest(query));
        for (long length = LONGEST.toNanos(); latest - length > earliest; length *= LONGER) {
            T found = look.apply(query.since(Times.instant(latest - length)));
            if (enough.test(found)) {
                return found;
            }
        }
        return look.apply(query);
    }

    /**
     * How traces are found.
     *
     * @param near what the spans to look at have in common; holds the parameters of all
     * @param traces selects the id, start, duration, and number of spans and of errors of each trace that matches
     */
    private record Matching(Where near, String traces) {}

    private static Matching matching(TraceQuery query) {
        Where near = new Where();
        between(near, query);

        Where span = near.sibling()
                .and("service = :service", "service", query.service())
                .and("name = :operation", "operation", query.operation());
        if (query.status() == TraceQuery.Status.ERROR) {
            span.and("status = 'ERROR'");
        }
        int n = 0;
        for (Map.Entry<String, String> attribute : query.attributes().entrySet()) {
            Attributes.and(span, n++, attribute.getKey(), attribute.getValue(), "attributes", "resource");
        }

        Where trace = near.sibling()
                .and("start_ns >= :from", "from", query.from())
                .and("start_ns < :to", "to", query.to())
                .and("duration_ns >= :minDuration", "minDuration", nanos(query.minDurationMs()))
                .and("duration_ns <= :maxDuration", "maxDuration", nanos(query.maxDurationMs()));
        if (query.status() == TraceQuery.Status.OK) {
            trace.and("errors = 0");
        }
        if (query.before() != null) {
            trace.and("(start_ns < :beforeTime OR (start_ns = :beforeTime AND trace_id < :beforeId))")
                    .with("beforeTime", query.before().epochNanos())
                    .with("beforeId", query.before().key());
        }

        String matching = span.isEmpty()
                ? ""
                : " AND trace_id IN (SELECT trace_id FROM spans WHERE " + near.sql() + " AND " + span.sql() + ")";
        return new Matching(near, """
                SELECT trace_id, epoch_ns(min(start_time)) AS start_ns,
                    epoch_ns(max(end_time)) - start_ns AS duration_ns,
                    count(*) AS spans, count(*) FILTER (status = 'ERROR') AS errors
                FROM spans WHERE %s%s
                GROUP BY trace_id
                HAVING %s""".formatted(near.sql(), matching, trace.sql()));
    }

    /** All spans of a trace, by start; none when it is not known. */
    public List<Span> spans(String traceId) {
        return db.sql("""
                SELECT *, epoch_ns(start_time) AS start_ns FROM spans
                WHERE trace_id = :traceId ORDER BY start_time, span_id LIMIT 20000
                """)
                .param("traceId", traceId)
                .query((row, n) -> span(row))
                .list();
    }

    private static void between(Where where, TraceQuery query) {
        long latest = latest(query);
        if (query.from() != null) {
            where.and(
                    "start_time >= make_timestamp_ns(:earliest)",
                    "earliest",
                    Math.max(0, Times.nanos(query.from()) - LONGEST.toNanos()));
        }
        if (latest < Long.MAX_VALUE - LONGEST.toNanos()) {
            where.and("start_time <= make_timestamp_ns(:latest)", "latest", latest + LONGEST.toNanos());
        }
    }

    /** When the latest trace that is asked for begins, in nanoseconds since 1970. */
    private static long latest(TraceQuery query) {
        return Math.min(
                query.to() == null ? Long.MAX_VALUE : Times.nanos(query.to()),
                query.before() == null ? Long.MAX_VALUE : query.before().epochNanos());
    }

    private static Long nanos(Double millis) {
        return millis == null ? null : (long) (millis * 1_000_000);
    }

    private static Span span(ResultSet row) throws SQLException {
        return new Span(
                row.getString("trace_id"),
                row.getString("span_id"),
                row.getString("parent_span_id"),
                row.getString("service"),
                row.getString("instance"),
                row.getString("name"),
                row.getString("kind"),
                row.getLong("start_ns"),
                row.getLong("duration_ns"),
                row.getString("status"),
                row.getString("status_message"),
                row.getString("profile_id"),
                row.getString("scope"),
                Json.readObject(row.getString("attributes")),
                Json.readObject(row.getString("resource")),
                Json.readList(row.getString("events"), Span.Event.class),
                Json.readList(row.getString("links"), Span.Link.class));
    }
}
