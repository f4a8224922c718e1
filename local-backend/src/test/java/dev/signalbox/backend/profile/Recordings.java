package dev.signalbox.backend.profile;

/** Recordings for tests of other packages. */
public final class Recordings {

    public static final String CONTENT_TYPE = "multipart/form-data; boundary=" + JfrFile.BOUNDARY;

    private Recordings() {}

    public static byte[] small() {
        return JfrFile.record(new JfrFile.Samples(20, 1, 0));
    }

    public static byte[] multipart(Object... parts) {
        return JfrFile.multipart(parts);
    }
}
