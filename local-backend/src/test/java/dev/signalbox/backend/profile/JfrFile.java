package dev.signalbox.backend.profile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;

/** A real JFR file with samples as Pyroscope's profiler writes them, and the requests that carry it. */
final class JfrFile {

    static final String BOUNDARY = "ea6d825b-52f3-42d0-91a1-3a6a7a5bb2b3";

    private JfrFile() {}

    @Name("jdk.ExecutionSample")
    private static final class ExecutionSample extends Event {
        long spanId;
        long spanName;
        long contextId;
        Thread sampledThread;
    }

    /** So many samples of a span (0 for none), taken in {@link #hot} below so many calls of itself. */
    record Samples(int count, long spanId, long spanName, int depth) {
        Samples(int count, long spanId, long spanName) {
            this(count, spanId, spanName, 0);
        }
    }

    static byte[] record(Samples... samples) {
        try (Recording recording = new Recording()) {
            recording.enable(ExecutionSample.class).withStackTrace();
            recording.start();
            for (Samples some : samples) {
                for (int i = 0; i < some.count(); i++) {
                    hot(some, some.depth());
                }
            }
            recording.stop();
            Path file = Files.createTempFile("test-", ".jfr");
            recording.dump(file);
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many samples, each of a stack of its own and so deep. */
    static byte[] recordDifferentStacks(int count, int depth) {
        return record(IntStream.range(0, count)
                .mapToObj(i -> new Samples(1, i, 0, depth))
                .toArray(Samples[]::new));
    }

    /** One way or another, by the bits of the span's id. */
    private static void hot(Samples some, int depth) {
        if (depth > 0) {
            if ((some.spanId() >> depth % 16 & 1) == 0) {
                hot(some, depth - 1);
            } else {
                warm(some, depth - 1);
            }
            return;
        }
        ExecutionSample event = new ExecutionSample();
        event.spanId = some.spanId();
        event.spanName = some.spanName();
        event.sampledThread = Thread.currentThread();
        event.commit();
    }

    private static void warm(Samples some, int depth) {
        hot(some, depth);
    }

    /** The recording with nothing in the first of its pools of constants, as that of threads after a freeze. */
    static byte[] withAnEmptyPool(byte[] recording) {
        byte[] emptied = recording.clone();
        int at = (int) ByteBuffer.wrap(emptied).getLong(16);
        at = skip(emptied, at, 5) + 1; // size, type, start, duration, distance to the one before; the kind
        at = skip(emptied, at, 2); // how many pools; type of the first
        int last = skip(emptied, at, 1) - 1;
        Arrays.fill(emptied, at, last, (byte) 0x80);
        emptied[last] = 0;
        return emptied;
    }

    /** The place after so many numbers of variable length. */
    private static int skip(byte[] bytes, int at, int numbers) {
        for (int i = 0; i < numbers; i++) {
            // The last byte of a number is positive, unless it is the ninth.
            for (int n = 1; bytes[at++] < 0 && n < 9; n++) {}
        }
        return at;
    }

    /** multipart/form-data of parts given as name, content, name, content. */
    static byte[] multipart(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < parts.length; i += 2) {
            out.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + parts[i]
                            + "\"; filename=\"" + parts[i] + "\"\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.writeBytes((byte[]) parts[i + 1]);
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** LabelsSnapshot with one string. */
    static byte[] labels(int number, String text) {
        byte[] string = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x12);
        out.write(4 + string.length);
        out.write(0x08);
        out.write(number);
        out.write(0x12);
        out.write(string.length);
        out.writeBytes(string);
        return out.toByteArray();
    }
}
