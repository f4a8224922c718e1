package dev.signalbox.backend.trace;

import dev.signalbox.backend.query.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rates, errors and durations of the services, counted from the stored spans: some 40 ms for a million of them. */
@Repository
public class Traffic {

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
                        quantile_disc(duration_ns, [0.5, 0.95, 0.99]) AS quantiles
                    FROM spans
                    WHERE start_time >= make_timestamp_ns(:from) AND start_time < make_timestamp_ns(:to)
                        AND kind IN ('SERVER', 'CONSUMER')
                    GROUP BY service)
                SELECT service, requests, errors, quantiles[1] AS p50, quantiles[2] AS p95, quantiles[3] AS p99
                FROM (SELECT DISTINCT service FROM spans) LEFT JOIN requests USING (service)
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
}
