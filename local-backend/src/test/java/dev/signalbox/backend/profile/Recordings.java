package dev.signalbox.backend.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;

/** Recordings for tests of other packages. */
public final class Recordings {

    public static final String CONTENT_TYPE = "multipart/form-data; boundary=" + JfrFile.BOUNDARY;

    private Recordings() {}

    public static byte[] small() {
        return JfrFile.record(new JfrFile.Samples(20, 1, 0));
    }

    /** Of so many samples, each with a stack of its own and so deep. */
    public static byte[] ofDifferentStacks(int count, int depth) {
        return JfrFile.recordDifferentStacks(count, depth);
    }

    /** Of a busy service: so many different stacks of its spans, each so deep and seen so many times. */
    public static byte[] busy(long firstSpan, int stacks, int times, int depth) {
        return JfrFile.record(LongStream.range(firstSpan, firstSpan + stacks)
                .mapToObj(span -> new JfrFile.Samples(times, span, 0, depth))
                .toArray(JfrFile.Samples[]::new));
    }

    /** Nearly as large as what is taken at all: 8 to 16 MiB; too much to be stored at a time. */
    public static byte[] large() {
        byte[] large = ofDifferentStacks(800, 1_500);
        assertThat(large.length).isBetween(8 << 20, 16 << 20);
        return large;
    }

    public static byte[] multipart(Object... parts) {
        return JfrFile.multipart(parts);
    }
}
