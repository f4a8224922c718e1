package dev.signalbox.pager.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.pager.PagerApplication;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What remains in the file from one start of pager to the next. */
class InboxFileTest {

    @TempDir
    Path directory;

    @Test
    void theInboxSurvivesARestart() {
        List<Notification> before;
        try (ConfigurableApplicationContext pager = start(100)) {
            Inbox inbox = pager.getBean(Inbox.class);
            inbox.add(message("A"));
            inbox.add(message("B"));
            before = inbox.find(Filter.ALL, 10).items();
        }
        try (ConfigurableApplicationContext pager = start(100)) {
            assertThat(before).hasSize(2);
            assertThat(pager.getBean(Inbox.class).find(Filter.ALL, 10).items()).isEqualTo(before);
        }
    }

    @Test
    void aMessageIsTakenWhenTheConnectionsThatMadeTheTablesAreGone() throws SQLException {
        try (ConfigurableApplicationContext pager = start(100)) {
            Inbox inbox = pager.getBean(Inbox.class);
            inbox.add(message("A"));
            Set<OffsetDateTime> first = connections(pager);
            HikariDataSource pool = pager.getBean(DataSource.class).unwrap(HikariDataSource.class);
            // Without any connection the file would be closed and read anew.
            try (Connection another =
                    DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword())) {
                pool.getHikariPoolMXBean().softEvictConnections();
                await().until(() -> Collections.disjoint(connections(pager), first));

                inbox.add(message("B"));

                assertThat(another.isClosed()).isFalse();
            }

            assertThat(inbox.find(Filter.ALL, 10).items()).hasSize(2);
        }
    }

    private static Set<OffsetDateTime> connections(ConfigurableApplicationContext pager) {
        return Set.copyOf(pager.getBean(JdbcClient.class)
                .sql("SELECT session_start FROM information_schema.sessions")
                .query(OffsetDateTime.class)
                .list());
    }

    @Test
    void onlyTheNewestAreKept() {
        try (ConfigurableApplicationContext pager = start(3)) {
            Inbox inbox = pager.getBean(Inbox.class);
            inbox.add(message("A"));
            inbox.add(message("B"));
            inbox.add(message("C"));
            inbox.add(message("D"));

            assertThat(inbox.find(Filter.ALL, 10).items())
                    .extracting(notification -> notification.message().title())
                    .containsExactly("D", "C", "B");
        }
    }

    private ConfigurableApplicationContext start(int keep) {
        return new SpringApplicationBuilder(PagerApplication.class)
                .web(WebApplicationType.NONE)
                .run("--signalbox.pager.keep=" + keep, "--signalbox.pager.store=" + directory.resolve("inbox"));
    }

    private static Message message(String name) {
        return new Message(
                Channel.EMAIL,
                "http://localhost:9093",
                "127.0.0.1",
                null,
                name,
                name,
                "text of " + name,
                List.of(Alert.named(Status.FIRING, name, "auth-service")));
    }
}
