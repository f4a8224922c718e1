package dev.signalbox.front.activity;

import dev.signalbox.front.links.TraceLinks;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The activity in PostgreSQL. */
@Repository
class ActivityStore {

    /**
     * Each write clears away what it makes too old or too many, so that the table is bounded at all times and needs no
     * cleaner: whatever is older than the limit, and of this account all but the newest.
     */
    private static final String INSERT = """
            WITH cleared AS (
                DELETE FROM activity
                WHERE at < :oldest
                   OR id IN (SELECT id FROM activity WHERE account = :account
                             ORDER BY at DESC, id DESC OFFSET :others))
            INSERT INTO activity (account, at, action, outcome, detail, duration_ms, trace_id)
            VALUES (:account, :at, :action, :outcome, :detail, :durationMs, :traceId)
            """;

    private static final String NEWEST = """
            SELECT id, at, action, outcome, detail, duration_ms, trace_id
            FROM activity
            WHERE account = :account
            ORDER BY at DESC, id DESC
            LIMIT :limit
            """;

    private final DatabaseClient database;
    private final TraceLinks links;
    private final ActivityProperties properties;
    private final Clock clock;

    ActivityStore(DatabaseClient database, TraceLinks links, ActivityProperties properties, Clock clock) {
        this.database = database;
        this.links = links;
        this.properties = properties;
        this.clock = clock;
    }

    Mono<Void> add(String account, Instant at, Action action, Told told, long durationMs, String traceId) {
        return database.sql(INSERT)
                .bind("oldest", clock.instant().minus(properties.keep()))
                .bind("others", properties.perAccount() - 1)
                .bind("account", account)
                .bind("at", at)
                .bind("action", action.name())
                .bind("outcome", told.outcome().name())
                .bind("detail", told.detail())
                .bind("durationMs", durationMs)
                .bind("traceId", traceId == null ? Parameters.in(String.class) : Parameters.in(traceId))
                .then();
    }

    Flux<Activity> newest(String account, int limit) {
        return database.sql(NEWEST)
                .bind("account", account)
                .bind("limit", limit)
                .map(this::activity)
                .all();
    }

    private Activity activity(Readable row) {
        String traceId = row.get("trace_id", String.class);
        return new Activity(
                row.get("id", UUID.class),
                row.get("at", Instant.class),
                Action.valueOf(row.get("action", String.class)),
                Outcome.valueOf(row.get("outcome", String.class)),
                row.get("detail", String.class),
                row.get("duration_ms", Long.class),
                traceId,
                links.of(traceId));
    }
}
