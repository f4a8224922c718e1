package dev.signalbox.pager.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the newest notifications, on disk. */
@Repository
public class Inbox {

    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    /** The notifications that match, each with what it says of the alerts that match: 'firing' sorts before 'resolved'. */
    private static final String MATCHING = """
            SELECT n.id, n.channel, n.occurrence, MIN(a.status) AS status
            FROM notification n JOIN alert a ON a.notification = n.id
            WHERE (:alertname IS NULL OR a.name = :alertname)
              AND (:service IS NULL OR a.service = :service)
              AND (:channel IS NULL OR n.channel = :channel)
              AND (CAST(:since AS TIMESTAMP WITH TIME ZONE) IS NULL OR n.received_at >= :since)
              AND (CAST(:before AS BIGINT) IS NULL OR n.id < :before)
            GROUP BY n.id, n.channel, n.occurrence
            """;

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
                duplicates(channel, status);
            }
        }
    }

    /** Stores the message; when this returns it is on disk. */
    public void add(Message message) {
        int occurrence;
        adding.lock();
        try {
            occurrence = transaction.execute(tx -> {
                // The order of the times is that of the ids, also of those that had to wait.
                int inserted = insert(clock.instant(), message);
                removeOldest();
                return inserted;
            });
        } finally {
            adding.unlock();
        }
        received(message.channel(), message.status()).increment();
        if (occurrence > 1) {
            duplicates(message.channel(), message.status()).increment();
        }
    }

    /** The newest notifications that match, newest first, at most {@code limit}. */
    public Page find(Filter filter, int limit) {
        List<Long> ids = matching(
                        "SELECT id FROM (" + MATCHING + ") WHERE :status IS NULL OR status = :status"
                                + " ORDER BY id DESC LIMIT :limit",
                        filter)
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().label())
                // One more, to know whether there is a next page.
                .param("limit", limit + 1)
                .query(Long.class)
                .list();
        if (ids.isEmpty()) {
            return new Page(List.of(), null);
        }
        boolean more = ids.size() > limit;
        List<Long> shown = more ? ids.subList(0, limit) : ids;
        return new Page(load(shown), more ? shown.get(limit - 1) : null);
    }

    /** How many notifications match, by channel; a channel without any has zeros. */
    public List<Count> count(Filter filter) {
        Map<Channel, Count> counted = matching("""
                        SELECT channel,
                          COUNT(*) FILTER (WHERE status = 'firing') AS firing,
                          COUNT(*) FILTER (WHERE status = 'resolved') AS resolved,
                          COUNT(*) FILTER (WHERE occurrence > 1) AS duplicates
                        FROM (%s) GROUP BY channel
                        """.formatted(MATCHING), filter)
                .query((row, n) -> new Count(
                        Channel.of(row.getString("channel")),
                        row.getLong("firing"),
                        row.getLong("resolved"),
                        row.getLong("duplicates")))
                .list()
                .stream()
                .collect(Collectors.toMap(Count::channel, count -> count));
        return Arrays.stream(Channel.values())
                .filter(channel -> filter.channel() == null || filter.channel() == channel)
                .map(channel -> counted.getOrDefault(channel, new Count(channel, 0, 0, 0)))
                .toList();
    }

    /** What fires: since the last notification, on any channel, that it was over, one said so. Longest first. */
    public List<Firing> firing() {
        return jdbc.sql("""
                        SELECT a.name, a.service, MIN(COALESCE(a.starts_at, n.received_at)) AS since
                        FROM alert a JOIN notification n ON n.id = a.notification
                        WHERE a.status = 'firing' AND a.notification >= (
                          SELECT COALESCE(MAX(ended.notification), 0) FROM alert ended
                          WHERE ended.status = 'resolved' AND ended.name = a.name
                            AND ended.service IS NOT DISTINCT FROM a.service)
                        GROUP BY a.name, a.service
                        ORDER BY since, a.name
                        """)
                .query((row, n) -> new Firing(row.getString("name"), row.getString("service"), instant(row, "since")))
                .list();
    }

    /** The id of the newest notification; 0 when there is none. */
    public long newest() {
        return jdbc.sql("SELECT COALESCE(MAX(id), 0) FROM notification")
                .query(Long.class)
                .single();
    }

    private StatementSpec matching(String sql, Filter filter) {
        return jdbc.sql(sql)
                .param("alertname", filter.alertname())
                .param("service", filter.service())
                .param(
                        "channel",
                        filter.channel() == null ? null : filter.channel().label())
                .param("since", utc(filter.since()))
                .param("before", filter.before());
    }

    private List<Notification> load(List<Long> ids) {
        Map<Long, List<Alert>> alerts = jdbc
                .sql("SELECT * FROM alert WHERE notification IN (:ids) ORDER BY id")
                .param("ids", ids)
                .query((row, n) -> Map.entry(row.getLong("notification"), alert(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return jdbc.sql("SELECT * FROM notification WHERE id IN (:ids) ORDER BY id DESC")
                .param("ids", ids)
                .query((row, n) -> new Notification(
                        row.getLong("id"),
                        instant(row, "received_at"),
                        row.getInt("occurrence"),
                        new Message(
                                Channel.of(row.getString("channel")),
                                row.getString("sender"),
                                row.getString("address"),
                                row.getString("receiver"),
                                row.getString("group_key"),
                                row.getString("title"),
                                row.getString("text"),
                                alerts.get(row.getLong("id")))))
                .list();
    }

    /** Returns which occurrence of the same news this is. */
    private int insert(Instant now, Message message) {
        int occurrence = jdbc.sql("""
                        SELECT news, occurrence FROM notification
                        WHERE channel = :channel AND group_key = :groupKey
                        ORDER BY id DESC
                        LIMIT 1
                        """)
                        .param("channel", message.channel().label())
                        .param("groupKey", message.groupKey())
                        .query((row, n) -> message.news().equals(row.getString("news")) ? row.getInt("occurrence") : 0)
                        .optional()
                        .orElse(0)
                + 1;
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO notification (received_at, channel, sender, address, receiver, group_key, title, text,
                          news, occurrence)
                        VALUES (:receivedAt, :channel, :sender, :address, :receiver, :groupKey, :title, :text,
                          :news, :occurrence)
                        """)
                .param("receivedAt", utc(now))
                .param("channel", message.channel().label())
                .param("sender", message.sender())
                .param("address", message.address())
                .param("receiver", message.receiver())
                .param("groupKey", message.groupKey())
                .param("title", message.title())
                .param("text", message.text())
                .param("news", message.news())
                .param("occurrence", occurrence)
                .update(id, "id");
        message.alerts().forEach(alert -> insert(id.getKeyAs(Long.class), alert));
        return occurrence;
    }

    private void insert(long notification, Alert alert) {
        jdbc.sql("""
                        INSERT INTO alert (notification, status, name, service, fingerprint, labels, annotations, starts_at,
                          ends_at, generator_url)
                        VALUES (:notification, :status, :name, :service, :fingerprint, :labels, :annotations, :startsAt,
                          :endsAt, :generatorUrl)
                        """)
                .param("notification", notification)
                .param("status", alert.status().label())
                .param("name", alert.alertname())
                .param("service", alert.service())
                .param("fingerprint", alert.fingerprint())
                .param("labels", json.writeValueAsString(alert.labels()))
                .param("annotations", json.writeValueAsString(alert.annotations()))
                .param("startsAt", utc(alert.startsAt()))
                .param("endsAt", utc(alert.endsAt()))
                .param("generatorUrl", alert.generatorUrl())
                .update();
    }

    /** With their alerts: the table says so. */
    private void removeOldest() {
        jdbc.sql("DELETE FROM notification WHERE id <= (SELECT MAX(id) FROM notification) - :keep")
                .param("keep", keep)
                .update();
    }

    private Alert alert(ResultSet row) throws SQLException {
        return new Alert(
                Status.of(row.getString("status")),
                row.getString("name"),
                row.getString("service"),
                row.getString("fingerprint"),
                json.readValue(row.getString("labels"), STRINGS),
                json.readValue(row.getString("annotations"), STRINGS),
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                row.getString("generator_url"));
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

    private Counter duplicates(Channel channel, Status status) {
        return Counter.builder("signalbox.pager.duplicates")
                .description("Notifications that said again what the same channel had said last of the same group")
                .tag("channel", channel.label())
                .tag("status", status.label())
                .register(meters);
    }
}
