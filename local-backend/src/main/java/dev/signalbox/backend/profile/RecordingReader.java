package dev.signalbox.backend.profile;

import dev.signalbox.backend.ingest.RefusedException;
import dev.signalbox.backend.query.Times;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Reads the CPU samples out of a JFR file as Pyroscope's Java profiler writes it. */
final class RecordingReader {

    private static final String SAMPLE = "jdk.ExecutionSample";

    /** More than a profiler makes in a minute on a large machine. */
    private static final int MOST_SAMPLES = 200_000;

    private final String service;
    private final long cpuNanos;
    private final Map<Long, String> strings;
    private final List<Sample> samples = new ArrayList<>();
    private final Map<Long, List<String>> stacks = new HashMap<>();
    private final Map<RecordedStackTrace, Long> known = new IdentityHashMap<>();
    private final Map<String, String> names = new HashMap<>();

    private RecordingReader(String service, long cpuNanos, Map<Long, String> strings) {
        this.service = service;
        this.cpuNanos = cpuNanos;
        this.strings = strings;
    }

    /**
     * Reads a recording. The JDK's reader checks lengths before it trusts them, so that a damaged file needs no more
     * memory than a whole one of its size.
     *
     * @param cpuNanos time that each sample stands for
     * @param strings names that the recording refers to by number
     * @throws RefusedException the file is not a whole JFR recording
     */
    static Recording read(Path file, String service, long cpuNanos, Map<Long, String> strings) {
        RecordingReader reader = new RecordingReader(service, cpuNanos, strings);
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                reader.add(recording.readEvent());
            }
        } catch (RefusedException e) {
            throw e;
        } catch (InternalError e) {
            if (!isEmptyPool(e)) {
                throw RefusedException.malformed("The recording is not a whole JFR file");
            }
            // Nothing was sampled, so nothing is stored.
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // The JDK's reader meets a damaged file with any of these.
            throw RefusedException.malformed("The recording is not a whole JFR file");
        }
        return new Recording(reader.samples, reader.stacks);
    }

    /** A profiler that got no processor time sends a recording without any thread, which the JDK's reader refuses so. */
    private static boolean isEmptyPool(InternalError error) {
        String message = String.valueOf(error.getMessage());
        return message.startsWith("Pool ") && message.contains("must contain at least one element");
    }

    private void add(RecordedEvent event) {
        if (!event.getEventType().getName().equals(SAMPLE) || event.getStackTrace() == null) {
            return;
        }
        if (samples.size() == MOST_SAMPLES) {
            throw RefusedException.malformed("The recording has more than " + MOST_SAMPLES + " samples");
        }
        long spanId = number(event, "spanId");
        RecordedThread thread = event.hasField("sampledThread") ? event.getThread("sampledThread") : null;
        samples.add(new Sample(
                Times.nanos(event.getStartTime()),
                service,
                spanId == 0 ? null : HexFormat.of().toHexDigits(spanId),
                strings.get(number(event, "spanName")),
                thread == null ? null : name(thread),
                known.computeIfAbsent(event.getStackTrace(), this::stack),
                cpuNanos));
    }

    private static String name(RecordedThread thread) {
        return thread.getJavaName() == null ? thread.getOSName() : thread.getJavaName();
    }

    private static long number(RecordedEvent event, String field) {
        return event.hasField(field) ? event.getLong(field) : 0;
    }

    private long stack(RecordedStackTrace trace) {
        List<RecordedFrame> innermostFirst = trace.getFrames();
        List<String> frames = new ArrayList<>(innermostFirst.size());
        for (int i = innermostFirst.size() - 1; i >= 0; i--) {
            // The same few methods are in all the stacks: one text for each.
            String name = name(innermostFirst.get(i));
            frames.add(names.computeIfAbsent(name, Function.identity()));
        }
        long id = id(frames);
        stacks.put(id, frames);
        return id;
    }

    private static String name(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        String method = frame.getMethod().getName();
        return type.isEmpty() ? method : type + "." + method;
    }

    /** The same for the same frames, in this recording and in every other. */
    private static long id(List<String> frames) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", frames).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
