package dev.signalbox.backend.trace;

import dev.signalbox.backend.query.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who called whom, counted from the stored spans. Finding each call's other end takes a quarter of a second for a million
 * spans, so each minute is counted once, when nothing more is to be expected of it, and its counts are kept in memory.
 */
@Repository
public class Calls {

    /**
     * How much later than the called one's span that of the caller is stored, and how much longer it may last. A minute
     * is counted for good when it is past by twice as much.
     */
    private static final Duration SLACK = Duration.ofMinutes(1);

    /**
     * Until then a call without its caller is not taken for one from outside: spans are sent every few seconds, the
     * caller's after the called one's.
     */
    private static final Duration LATEST = Duration.ofSeconds(15);

    /** For how long counts are kept, and no call is asked for that is older. */
    static final Duration KEPT = Duration.ofDays(1);

    /** The parameters: spans that start in [:from, :to), and, for the other ends of calls, within :slack around. */
    private static final String SQL = """
            WITH served AS (
                SELECT trace_id, parent_span_id, service, status, start_time FROM spans
                WHERE start_time >= make_timestamp_ns(:from) AND start_time < make_timestamp_ns(:to + :slack)
                    AND kind IN ('SERVER', 'CONSUMER')),
            asked AS (
                SELECT trace_id, span_id, service, status, attributes, start_time FROM spans
                WHERE start_time >= make_timestamp_ns(:from - :slack) AND start_time < make_timestamp_ns(:to)
                    AND kind IN ('CLIENT', 'PRODUCER')),
            met AS (
                SELECT date_trunc('minute', asked.start_time) AS minute, asked.service AS caller,
                    served.service AS callee, coalesce(served.status, asked.status) = 'ERROR' AS failed, attributes
                FROM asked LEFT JOIN served
                    ON served.trace_id = asked.trace_id AND served.parent_span_id = asked.span_id
                WHERE asked.start_time >= make_timestamp_ns(:from)),
            arrived AS (
                SELECT minute, caller, callee, count(*) AS requests, count(*) FILTER (failed) AS errors,
                    any_value(attributes) AS attributes
                FROM met WHERE callee IS NOT NULL GROUP BY ALL),
            addressed AS (
                SELECT minute, caller, callee, NULL AS database, %1$s AS address, requests, errors FROM arrived
                UNION ALL
                SELECT minute, caller, NULL, json_extract_string(attributes, '/db.system.name') AS database,
                    %1$s AS address, count(*), count(*) FILTER (failed)
                FROM met WHERE callee IS NULL GROUP BY ALL
                UNION ALL
                SELECT date_trunc('minute', start_time) AS minute, NULL, service, NULL, NULL, count(*),
                    count(*) FILTER (status = 'ERROR')
                FROM served ANTI JOIN asked
                    ON served.trace_id = asked.trace_id AND served.parent_span_id = asked.span_id
                WHERE start_time < make_timestamp_ns(:to)
                    AND (parent_span_id IS NULL OR start_time < make_timestamp_ns(:settled))
                GROUP BY ALL)
            SELECT epoch_ns(minute::TIMESTAMP_NS) AS minute, caller, callee, database, address, requests, errors
            FROM addressed
            """.formatted(
                    "concat_ws(':', json_extract_string(attributes, '/server.address'), "
                            + "json_extract_string(attributes, '/server.port'))");

    private final JdbcClient db;
    private final ConcurrentNavigableMap<Instant, List<Seen>> minutes = new ConcurrentSkipListMap<>();

    Calls(JdbcClient db) {
        this.db = db;
    }

    /**
     * Calls that began in a time range. A call that arrived counts as it ended for the one who was called, for whom a
     * refusal of nonsense is no error; one that did not arrive as it ended for the caller.
     *
     * @param to not in the future: what is before it by {@link #SLACK} twice is taken as complete
     */
    public List<Call> between(Instant from, Instant to) {
        Instant first = from.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        Instant end = to.minus(SLACK).minus(SLACK).truncatedTo(ChronoUnit.MINUTES);
        List<Seen> seen = new ArrayList<>();
        if (first.isBefore(end)) {
            seen.addAll(count(from, first, to));
            keep(first, end, to);
            minutes.subMap(first, end).values().forEach(seen::addAll);
            seen.addAll(count(end, to, to));
        } else {
            seen.addAll(count(from, to, to));
        }
        return merged(seen);
    }

    /** Counts the minutes that are not counted yet. */
    private void keep(Instant first, Instant end, Instant now) {
        Instant from = first;
        while (from.isBefore(end) && minutes.containsKey(from)) {
            from = from.plus(1, ChronoUnit.MINUTES);
        }
        if (from.isBefore(end)) {
            Map<Instant, List<Seen>> counted = new HashMap<>();
            for (Instant minute = from; minute.isBefore(end); minute = minute.plus(1, ChronoUnit.MINUTES)) {
                counted.put(minute, new ArrayList<>());
            }
            count(from, end, now).forEach(seen -> counted.get(seen.minute()).add(seen));
            minutes.putAll(counted);
        }
        minutes.headMap(now.minus(KEPT)).clear();
    }

    private List<Seen> count(Instant from, Instant to, Instant now) {
        return db.sql(SQL)
                .param("from", Times.nanos(from))
                .param("to", Times.nanos(to))
                .param("slack", SLACK.toNanos())
                .param("settled", Times.nanos(now.minus(LATEST)))
                .query((row, n) -> new Seen(
                        Times.instant(row.getLong("minute")),
                        row.getString("caller"),
                        row.getString("callee"),
                        row.getString("database"),
                        row.getString("address"),
                        row.getLong("requests"),
                        row.getLong("errors")))
                .list();
    }

    private static List<Call> merged(List<Seen> seen) {
        // Who is at an address is learnt from the calls that arrived there.
        Map<String, String> services = new HashMap<>();
        seen.stream()
                .filter(calls -> calls.caller() != null
                        && calls.callee() != null
                        && !calls.address().isEmpty())
                .forEach(calls -> services.put(calls.address(), calls.callee()));
        Map<Call, Call> sums = new HashMap<>();
        seen.stream()
                .map(calls -> calls.toCall(services))
                .filter(call -> !Objects.equals(call.from(), call.to()))
                .forEach(call -> sums.merge(call.with(0, 0), call, Calls::sum));
        return sums.values().stream()
                .sorted(Comparator.comparing(Call::from, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(Call::kind)
                        .thenComparing(Call::to))
                .toList();
    }

    private static Call sum(Call one, Call other) {
        return one.with(one.requests() + other.requests(), one.errors() + other.errors());
    }

    /** Calls of one minute; who was called is known when the call arrived, otherwise only where it was sent. */
    private record Seen(
            Instant minute,
            @Nullable String caller,
            @Nullable String callee,
            @Nullable String database,
            @Nullable String address,
            long requests,
            long errors) {

        Call toCall(Map<String, String> services) {
            if (database != null) {
                return new Call(caller, database, Call.Kind.DATABASE, requests, errors);
            }
            String service = callee == null ? services.get(address) : callee;
            if (service != null) {
                return new Call(caller, service, Call.Kind.SERVICE, requests, errors);
            }
            return new Call(caller, address.isEmpty() ? "elsewhere" : address, Call.Kind.UNKNOWN, requests, errors);
        }
    }
}
