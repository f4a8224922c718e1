package dev.signalbox.pager.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the newest notifications, on disk. */
@Repository
public class Inbox {

    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Clock clock;
    private final int keep;

    /** Whether news is news depends on what came just before it: one message at a time. */
    private final Lock adding = new ReentrantLock();

    Inbox(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            JsonMapper json,
            MeterRegistry meters,
            Clock clock,
            InboxProperties properties) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.json = json;
        this.meters = meters;
        this.clock = clock;
        this.keep = properties.keep();
        // From 0, so that the first increase can be seen by a rule.
        for (Channel channel : Channel.values()) {
            for (Status status : Status.values()) {
                received(channel, status);
                repeated(channel, status);
            }
        }
    }

    /** Stores all alerts of one message, or none; when this returns they are on disk. */
    public void add(List<Alert> alerts) {
        Instant now = clock.instant();
        List<Integer> occurrences;
        adding.lock();
        try {
            occurrences = transaction.execute(tx -> {
                List<Integer> inserted =
                        alerts.stream().map(alert -> insert(now, alert)).toList();
                removeOldest();
                return inserted;
            });
        } finally {
            adding.unlock();
        }
        for (int i = 0; i < alerts.size(); i++) {
            Alert alert = alerts.get(i);
            received(alert.channel(), alert.status()).increment();
            if (occurrences.get(i) > 1) {
                repeated(alert.channel(), alert.status()).increment();
            }
        }
    }

    /** The newest notifications that match, newest first, at most {@code limit}. */
    public Page find(Filter filter, int limit) {
        List<Notification> found = jdbc.sql("""
                        SELECT * FROM notification
                        WHERE (:alertname IS NULL OR alert_name = :alertname)
                          AND (:status IS NULL OR status = :status)
                          AND (:channel IS NULL OR channel = :channel)
                          AND (CAST(:since AS TIMESTAMP WITH TIME ZONE) IS NULL OR received_at >= :since)
                          AND (CAST(:before AS BIGINT) IS NULL OR id < :before)
                        ORDER BY id DESC
                        LIMIT :limit
                        """)
                .param("alertname", filter.alertname())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().label())
                .param(
                        "channel",
                        filter.channel() == null ? null : filter.channel().label())
                .param("since", utc(filter.since()))
                .param("before", filter.before())
                // One more, to know whether there is a next page.
                .param("limit", limit + 1)
                .query(this::notification)
                .list();
        return found.size() > limit
                ? new Page(found.subList(0, limit), found.get(limit - 1).id())
                : new Page(found, null);
    }

    /** The alerts whose last news, on any channel, is that they fire; the one that has fired longest first. */
    public List<Notification> firing() {
        return jdbc.sql("""
                        SELECT * FROM notification
                        WHERE id IN (SELECT MAX(id) FROM notification GROUP BY fingerprint) AND status = 'firing'
                        ORDER BY starts_at, id
                        """).query(this::notification).list();
    }

    /** The id of the newest notification; 0 when there is none. */
    public long newest() {
        return jdbc.sql("SELECT COALESCE(MAX(id), 0) FROM notification")
                .query(Long.class)
                .single();
    }

    /** Returns which occurrence of the same news this is. */
    private int insert(Instant now, Alert alert) {
        int occurrence = jdbc.sql("""
                        SELECT status, occurrence FROM notification
                        WHERE channel = :channel AND fingerprint = :fingerprint
                        ORDER BY id DESC
                        LIMIT 1
                        """)
                        .param("channel", alert.channel().label())
                        .param("fingerprint", alert.fingerprint())
                        .query((row, n) ->
                                alert.status() == Status.of(row.getString("status")) ? row.getInt("occurrence") : 0)
                        .optional()
                        .orElse(0)
                + 1;
        jdbc.sql("""
                        INSERT INTO notification (received_at, channel, sender, receiver, group_key, status, alert_name,
                          fingerprint, labels, annotations, starts_at, ends_at, generator_url, occurrence)
                        VALUES (:receivedAt, :channel, :sender, :receiver, :groupKey, :status, :name,
                          :fingerprint, :labels, :annotations, :startsAt, :endsAt, :generatorUrl, :occurrence)
                        """)
                .param("receivedAt", utc(now))
                .param("channel", alert.channel().label())
                .param("sender", alert.sender())
                .param("receiver", alert.receiver())
                .param("groupKey", alert.groupKey())
                .param("status", alert.status().label())
                .param("name", alert.alertname())
                .param("fingerprint", alert.fingerprint())
                .param("labels", json.writeValueAsString(alert.labels()))
                .param("annotations", json.writeValueAsString(alert.annotations()))
                .param("startsAt", utc(alert.startsAt()))
                .param("endsAt", utc(alert.endsAt()))
                .param("generatorUrl", alert.generatorUrl())
                .param("occurrence", occurrence)
                .update();
        return occurrence;
    }

    private void removeOldest() {
        jdbc.sql("DELETE FROM notification WHERE id <= (SELECT MAX(id) FROM notification) - :keep")
                .param("keep", keep)
                .update();
    }

    private Notification notification(ResultSet row, int number) throws SQLException {
        return new Notification(
                row.getLong("id"),
                instant(row, "received_at"),
                row.getInt("occurrence"),
                new Alert(
                        Channel.of(row.getString("channel")),
                        row.getString("sender"),
                        row.getString("receiver"),
                        row.getString("group_key"),
                        Status.of(row.getString("status")),
                        row.getString("alert_name"),
                        row.getString("fingerprint"),
                        json.readValue(row.getString("labels"), STRINGS),
                        json.readValue(row.getString("annotations"), STRINGS),
                        instant(row, "starts_at"),
                        instant(row, "ends_at"),
                        row.getString("generator_url")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private Counter received(Channel channel, Status status) {
        return Counter.builder("signalbox.pager.notifications")
                .description("Notifications received and stored")
                .tag("channel", channel.label())
                .tag("status", status.label())
                .register(meters);
    }

    private Counter repeated(Channel channel, Status status) {
        return Counter.builder("signalbox.pager.repeats")
                .description("Notifications that said again what the same channel had said last of the same alert")
                .tag("channel", channel.label())
                .tag("status", status.label())
                .register(meters);
    }
}
