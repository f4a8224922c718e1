package dev.signalbox.backend.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.BackendProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More recordings arrive at once than there is memory to read them: their senders are told to slow down. */
class RecordingFloodTest {

    private static final int SENDERS = 6;
    private static final int RECORDINGS_OF_EACH = 4;

    /** Takes 10 MB until it is stored, for which there are 24, and several times as much while it is read. */
    private static final byte[] RECORDING = Recordings.ofDifferentStacks(800, 300);

    @TempDir
    Path store;

    @Test
    void aFloodOfRecordingsIsSlowedDownAndEndsNoProcess() throws Exception {
        // Emptied so rarely that it fills up on a slow machine, too.
        try (BackendProcess backend = BackendProcess.startAsInTheLab(store, "signalbox.store.flush-interval=5s")) {
            List<HttpResponse<String>> answers = flood(backend, RECORDING);

            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 429);
            List<HttpResponse<String>> refused = answers.stream()
                    .filter(answer -> answer.statusCode() == 429)
                    .toList();
            assertThat(refused)
                    .allSatisfy(answer -> assertThat(answer.headers().firstValue("Retry-After"))
                            .hasValue("2"));
            assertThat(backend.count("refused")).isEqualTo(refused.size());
            // What was taken is stored, and then there is room again.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> backend.count("stored") == backend.count("received"));
            assertThat(backend.count("dropped")).isZero();
            assertThat(backend.ingest(Recordings.small()).statusCode()).isEqualTo(200);
        }
    }

    private static List<HttpResponse<String>> flood(BackendProcess backend, byte[] recording) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<HttpResponse<String>>> sent = new ArrayList<>();
            for (int i = 0; i < SENDERS * RECORDINGS_OF_EACH; i++) {
                sent.add(senders.submit(() -> backend.ingest(recording)));
            }
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : sent) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            senders.shutdownNow();
        }
    }
}
