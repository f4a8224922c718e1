package dev.signalbox.backend.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.Gzip;
import dev.signalbox.backend.LocalBackend;
import dev.signalbox.backend.RunningBackend;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The backend is started as the lab starts it: a single OutOfMemoryError, also one that somebody catches, ends the
 * process. So no recording may cause one, whatever it claims.
 */
class DamagedRecordingTest {

    /** The largest number there is, and one that just fits into the heap, as JFR writes them. */
    private static final List<byte[]> CLAIMS = List.of(new byte[] {-1, -1, -1, -1, 7}, new byte[] {-1, -1, -1, 0x20});

    @TempDir
    Path store;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void noRecordingEndsTheProcess() throws Exception {
        int main = freePort();
        int pyroscope = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                LocalBackend.class.getName()));
        command.addAll(
                RunningBackend.arguments(store, "server.port=" + main, "signalbox.ports.pyroscope=" + pyroscope));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            byte[] small = JfrFile.record(new JfrFile.Samples(5, 1, 0));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> ingest(pyroscope, small) == 200);
            byte[] large = JfrFile.recordDifferentStacks(800, 1_500);
            assertThat(large.length).as("a large one that is taken").isBetween(8 << 20, 16 << 20);

            Random random = new Random(1);
            for (int i = 0; i < 200; i++) {
                assertThat(ingest(pyroscope, claiming(small, random))).isIn(200, 400);
            }
            for (int i = 0; i < 5; i++) {
                assertThat(ingest(pyroscope, claiming(large, random))).isIn(200, 400, 429);
            }
            assertThat(ingest(pyroscope, large)).isIn(200, 429);
            assertThat(ingest(pyroscope, small)).isIn(200, 429);
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static byte[] claiming(byte[] recording, Random random) {
        byte[] damaged = recording.clone();
        byte[] claim = CLAIMS.get(random.nextInt(CLAIMS.size()));
        System.arraycopy(claim, 0, damaged, random.nextInt(damaged.length - claim.length), claim.length);
        return damaged;
    }

    private int ingest(int port, byte[] recording) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ingest?name=x&format=jfr"))
                                .header("Content-Type", Recordings.CONTENT_TYPE)
                                .POST(BodyPublishers.ofByteArray(JfrFile.multipart("jfr", Gzip.compress(recording))))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
