package dev.signalbox.backend.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.RecordedServer;
import dev.signalbox.backend.server.ServerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.mock.env.MockEnvironment;

class WarmUpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void theOverviewIsLookedAtAndNobodyWaitsForIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean answered = new AtomicBoolean();
        try (RecordedServer explorer = new RecordedServer().answer("/", form -> {
            asked.countDown();
            await(started);
            answered.set(true);
            return "";
        })) {
            MockEnvironment environment = new MockEnvironment()
                    .withProperty("server.address", "127.0.0.1")
                    .withProperty("local.server.port", explorer.url().replaceFirst(".*:", ""));
            ServerSettings settings =
                    new ServerSettings(List.of(), List.of(), URI.create("http://127.0.0.1:1"), PATIENCE, PATIENCE);

            new WarmUp(environment, settings).run(new DefaultApplicationArguments());

            assertThat(answered).isFalse();
            assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            started.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
