package dev.signalbox.backend.trace;

import dev.signalbox.backend.query.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rates, errors and durations, counted from the stored spans. */
@Repository
public class Traffic {

    /**
     * Who calls is known when the caller's span is stored, which for lack of a better moment is sent after the called
     * one's: until then a call without its caller is not taken for one from outside.
     */
    private static final Duration LATEST = Duration.ofSeconds(15);

    private static final String ADDRESS = "concat_ws(':', json_extract_string(attributes, '/server.address'), "
            + "json_extract_string(attributes, '/server.port'))";

    private final JdbcClient db;

    Traffic(JdbcClient db) {
        this.db = db;
    }

    /**
     * Every service of which a span is stored, by name.
     *
     * @param parts into how many the course is divided
     */
    public List<ServiceTraffic> services(Instant from, Instant to, int parts) {
        Map<String, List<ServiceTraffic.Part>> courses = new HashMap<>();
        db.sql("""
                SELECT service, least(:parts - 1, (epoch_ns(start_time) - :from) * :parts // (:to - :from)) AS part,
                    count(*) AS requests, count(*) FILTER (status = 'ERROR') AS errors
                FROM spans
                WHERE start_time >= make_timestamp_ns(:from) AND start_time < make_timestamp_ns(:to)
                    AND kind IN ('SERVER', 'CONSUMER')
                GROUP BY ALL
                """)
                .param("from", Times.nanos(from))
                .param("to", Times.nanos(to))
                .param("parts", parts)
                .query(row -> {
                    courses.computeIfAbsent(
                                    row.getString("service"),
                                    service ->
                                            new ArrayList<>(Collections.nCopies(parts, new ServiceTraffic.Part(0, 0))))
                            .set(
                                    row.getInt("part"),
                                    new ServiceTraffic.Part(row.getLong("requests"), row.getLong("errors")));
                });
        return db.sql("""
                WITH requests AS (
                    SELECT service, count(*) AS requests, count(*) FILTER (status = 'ERROR') AS errors,
                        quantile_disc(duration_ns, 0.5) AS p50, quantile_disc(duration_ns, 0.95) AS p95,
                        quantile_disc(duration_ns, 0.99) AS p99
                    FROM spans
                    WHERE start_time >= make_timestamp_ns(:from) AND start_time < make_timestamp_ns(:to)
                        AND kind IN ('SERVER', 'CONSUMER')
                    GROUP BY service)
                SELECT * FROM (SELECT DISTINCT service FROM spans) LEFT JOIN requests USING (service)
                ORDER BY service
                """)
                .param("from", Times.nanos(from))
                .param("to", Times.nanos(to))
                .query((row, n) -> new ServiceTraffic(
                        row.getString("service"),
                        row.getLong("requests"),
                        row.getLong("errors"),
                        row.getLong("p50"),
                        row.getLong("p95"),
                        row.getLong("p99"),
                        courses.getOrDefault(
                                row.getString("service"), Collections.nCopies(parts, new ServiceTraffic.Part(0, 0)))))
                .list();
    }

    /**
     * Who called whom. A call that arrived counts as it ended for the one who was called, for whom a refusal of
     * nonsense is no error; one that did not arrive as it ended for the caller.
     */
    public List<Call> calls(Instant from, Instant to) {
        return db.sql("""
                WITH served AS (
                    SELECT trace_id, parent_span_id, service, status, start_time FROM spans
                    WHERE start_time >= make_timestamp_ns(:from) AND start_time < make_timestamp_ns(:to)
                        AND kind IN ('SERVER', 'CONSUMER')),
                asked AS (
                    SELECT trace_id, span_id, service, status, attributes FROM spans
                    WHERE start_time >= make_timestamp_ns(:from) AND start_time < make_timestamp_ns(:to)
                        AND kind IN ('CLIENT', 'PRODUCER')),
                met AS (
                    SELECT asked.service AS caller, served.service AS callee,
                        coalesce(served.status, asked.status) = 'ERROR' AS failed, attributes
                    FROM asked LEFT JOIN served
                        ON served.trace_id = asked.trace_id AND served.parent_span_id = asked.span_id),
                arrived AS (
                    SELECT caller, callee, count(*) AS requests, count(*) FILTER (failed) AS errors,
                        any_value(attributes) AS attributes
                    FROM met WHERE callee IS NOT NULL GROUP BY caller, callee),
                -- Who is at an address is learnt from the calls that arrived there.
                addresses AS (
                    SELECT DISTINCT ON (address) callee, %1$s AS address FROM arrived),
                missed AS (
                    SELECT caller, json_extract_string(attributes, '/db.system.name') AS database, %1$s AS address,
                        count(*) AS requests, count(*) FILTER (failed) AS errors
                    FROM met WHERE callee IS NULL GROUP BY ALL),
                from_outside AS (
                    SELECT service, count(*) AS requests, count(*) FILTER (status = 'ERROR') AS errors
                    FROM served ANTI JOIN asked
                        ON served.trace_id = asked.trace_id AND served.parent_span_id = asked.span_id
                    WHERE parent_span_id IS NULL OR start_time < make_timestamp_ns(:settled)
                    GROUP BY service)
                SELECT caller, callee, kind, sum(requests)::BIGINT AS requests, sum(errors)::BIGINT AS errors
                FROM (
                    SELECT caller, callee, 'SERVICE' AS kind, requests, errors FROM arrived
                    UNION ALL
                    SELECT caller, coalesce(database, callee, nullif(address, ''), 'elsewhere') AS callee,
                        CASE WHEN database IS NOT NULL THEN 'DATABASE' WHEN callee IS NOT NULL THEN 'SERVICE'
                            ELSE 'UNKNOWN' END AS kind,
                        requests, errors
                    FROM missed LEFT JOIN addresses USING (address)
                    UNION ALL
                    SELECT NULL, service, 'SERVICE', requests, errors FROM from_outside)
                WHERE caller IS NULL OR caller <> callee
                GROUP BY caller, callee, kind
                ORDER BY caller NULLS FIRST, kind, callee
                """.formatted(ADDRESS))
                .param("from", Times.nanos(from))
                .param("to", Times.nanos(to))
                .param("settled", Times.nanos(to.minus(LATEST)))
                .query((row, n) -> new Call(
                        row.getString("caller"),
                        row.getString("callee"),
                        Call.Kind.valueOf(row.getString("kind")),
                        row.getLong("requests"),
                        row.getLong("errors")))
                .list();
    }
}
