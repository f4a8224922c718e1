package dev.signalbox.pager.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.pager.PagerApplication;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What remains in the file from one start of pager to the next. */
class InboxFileTest {

    private static final Filter ALL = new Filter(null, null, null, null, null);

    @TempDir
    Path directory;

    @Test
    void theInboxSurvivesARestart() {
        List<Notification> before;
        try (ConfigurableApplicationContext pager = start(100)) {
            Inbox inbox = pager.getBean(Inbox.class);
            inbox.add(List.of(alert("A"), alert("B")));
            before = inbox.find(ALL, 10).items();
        }
        try (ConfigurableApplicationContext pager = start(100)) {
            assertThat(before).hasSize(2);
            assertThat(pager.getBean(Inbox.class).find(ALL, 10).items()).isEqualTo(before);
        }
    }

    @Test
    void onlyTheNewestAreKept() {
        try (ConfigurableApplicationContext pager = start(3)) {
            Inbox inbox = pager.getBean(Inbox.class);
            inbox.add(List.of(alert("A"), alert("B")));
            inbox.add(List.of(alert("C"), alert("D")));

            assertThat(inbox.find(ALL, 10).items())
                    .extracting(notification -> notification.alert().alertname())
                    .containsExactly("D", "C", "B");
        }
    }

    private ConfigurableApplicationContext start(int keep) {
        return new SpringApplicationBuilder(PagerApplication.class)
                .web(WebApplicationType.NONE)
                .run("--signalbox.pager.keep=" + keep, "--signalbox.pager.store=" + directory.resolve("inbox"));
    }

    private static Alert alert(String name) {
        return new Alert(
                Channel.WEBHOOK,
                "alertmanager-1",
                "pager",
                "{}",
                Status.FIRING,
                name,
                "fingerprint of " + name,
                Map.of("alertname", name),
                Map.of(),
                Instant.parse("2026-11-21T01:00:00Z"),
                null,
                null);
    }
}
