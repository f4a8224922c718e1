package dev.signalbox.backend.profile;

import dev.signalbox.backend.query.Where;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored profile samples, as queries see them. */
@Repository
public class Profiles {

    private final JdbcClient db;
    private final Stacks stacks;

    Profiles(JdbcClient db) {
        this.db = db;
        this.stacks = new Stacks(db);
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
        List<Stacks.Seen> seen = db.sql(
                        "SELECT stack_id, count(*) AS hits, sum(cpu_ns)::BIGINT AS nanos FROM samples WHERE "
                                + where.sql() + " GROUP BY stack_id")
                .params(where.parameters())
                .query((row, n) -> new Stacks.Seen(row.getLong("stack_id"), row.getLong("hits"), row.getLong("nanos")))
                .list();
        return stacks.graph(seen);
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
}
