package dev.signalbox.lab.prometheus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Debian builds the place of the pages and templates into Prometheus and Alertmanager, and Alertmanager does not start
 * without them. They are unpacked elsewhere here, so that place is made a relative one, of the same length.
 */
final class BuiltInPaths {

    private static final byte[] INSTALLED = "/usr/share/prometheus/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RELATIVE = "usr//share/prometheus/".getBytes(StandardCharsets.US_ASCII);

    private BuiltInPaths() {}

    /** Changes a program so that it looks below the directory in which it is run. */
    static void makeRelative(Path program) throws IOException {
        // Two channels: a mapping outlives its channel, and a program that is open for writing cannot be run.
        try (FileChannel content = FileChannel.open(program, StandardOpenOption.READ);
                FileChannel changes = FileChannel.open(program, StandardOpenOption.WRITE)) {
            MappedByteBuffer bytes = content.map(FileChannel.MapMode.READ_ONLY, 0, content.size());
            for (int at = 0; at <= bytes.limit() - INSTALLED.length; at++) {
                if (isAt(bytes, at)) {
                    changes.write(ByteBuffer.wrap(RELATIVE), at);
                }
            }
        }
    }

    private static boolean isAt(MappedByteBuffer bytes, int at) {
        for (int i = 0; i < INSTALLED.length; i++) {
            if (bytes.get(at + i) != INSTALLED[i]) {
                return false;
            }
        }
        return true;
    }
}
