package dev.signalbox.backend.profile;

import dev.signalbox.backend.query.Where;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored profile samples, as queries see them. */
@Repository
public class Profiles {

    private final JdbcClient db;

    Profiles(JdbcClient db) {
        this.db = db;
    }

    /** The flame graph of all samples that match; with no samples when there are none. */
    public FlameGraph flameGraph(ProfileQuery query) {
        Where where = new Where()
                .and("service = :service", "service", query.service())
                .and("operation = :operation", "operation", query.operation())
                .and("time >= make_timestamp_ns(:from)", "from", query.from())
                .and("time < make_timestamp_ns(:to)", "to", query.to());
        Where span = where.sibling()
                .and("trace_id = lower(:traceId)", "traceId", query.traceId())
                .and("span_id = lower(:spanId)", "spanId", query.spanId());
        if (!span.isEmpty()) {
            where.and(
                    "profile_id IN (SELECT profile_id FROM spans WHERE profile_id IS NOT NULL AND " + span.sql() + ")");
        }
        // A method's name is sent once, its number for each frame: stacks are hundreds of megabytes of names, of some
        // ten thousand methods. Of so many no two have the same hash.
        String sql = """
                WITH chosen AS (
                    SELECT stack_id, count(*) AS hits, sum(cpu_ns)::BIGINT AS cpu_ns
                    FROM samples WHERE %s GROUP BY stack_id)
                SELECT NULL AS name, list_transform(frames, lambda name: (hash(name) >> 1)::BIGINT) AS methods, hits, cpu_ns
                FROM stacks JOIN chosen USING (stack_id)
                UNION ALL
                SELECT name, [(hash(name) >> 1)::BIGINT], 0, 0
                FROM (SELECT DISTINCT unnest(frames) AS name FROM stacks SEMI JOIN chosen USING (stack_id))
                """.formatted(where.sql());
        return db.sql(sql).params(where.parameters()).query((ResultSetExtractor<FlameGraph>) Profiles::flameGraph);
    }

    /** Every service that samples are stored of, by name. */
    public List<String> services() {
        return db.sql("SELECT DISTINCT service FROM samples ORDER BY service")
                .query(String.class)
                .list();
    }

    /** Every operation of a service (of all when null) that samples are stored of, by name, at most 1000. */
    public List<String> operations(String service) {
        Where where = new Where().and("operation IS NOT NULL").and("service = :service", "service", service);
        return db.sql("SELECT DISTINCT operation FROM samples WHERE " + where.sql() + " ORDER BY operation LIMIT 1000")
                .params(where.parameters())
                .query(String.class)
                .list();
    }

    private static FlameGraph flameGraph(ResultSet row) throws SQLException {
        FlameGraphBuilder graph = new FlameGraphBuilder();
        while (row.next()) {
            String name = row.getString("name");
            long[] methods = numbers((Object[]) row.getArray("methods").getArray());
            if (name == null) {
                graph.add(methods, row.getLong("hits"), row.getLong("cpu_ns"));
            } else {
                graph.name(methods[0], name);
            }
        }
        return graph.build();
    }

    /** A loop, since there are millions. */
    private static long[] numbers(Object[] list) {
        long[] numbers = new long[list.length];
        for (int i = 0; i < list.length; i++) {
            numbers[i] = (Long) list[i];
        }
        return numbers;
    }
}
