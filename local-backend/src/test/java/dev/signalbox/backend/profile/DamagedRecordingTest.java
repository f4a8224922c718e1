package dev.signalbox.backend.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.BackendProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No recording may end the process, whatever it claims. */
class DamagedRecordingTest {

    /** The largest number there is, and one that just fits into the heap, as JFR writes them. */
    private static final List<byte[]> CLAIMS = List.of(new byte[] {-1, -1, -1, -1, 7}, new byte[] {-1, -1, -1, 0x20});

    @TempDir
    Path store;

    @Test
    void noRecordingEndsTheProcess() throws Exception {
        byte[] small = JfrFile.record(new JfrFile.Samples(5, 1, 0));
        byte[] large = Recordings.large();
        try (BackendProcess backend = BackendProcess.startAsInTheLab(store)) {
            Random random = new Random(1);
            for (int i = 0; i < 200; i++) {
                assertThat(backend.ingest(claiming(small, random)).statusCode()).isIn(200, 400);
            }
            for (int i = 0; i < 5; i++) {
                assertThat(backend.ingest(claiming(large, random)).statusCode()).isIn(400, 413);
            }
            assertThat(backend.ingest(large).statusCode()).isEqualTo(413);
            assertThat(backend.ingest(small).statusCode()).isEqualTo(200);
            assertThat(backend.isAlive()).isTrue();
        }
    }

    private static byte[] claiming(byte[] recording, Random random) {
        byte[] damaged = recording.clone();
        byte[] claim = CLAIMS.get(random.nextInt(CLAIMS.size()));
        System.arraycopy(claim, 0, damaged, random.nextInt(damaged.length - claim.length), claim.length);
        return damaged;
    }
}
