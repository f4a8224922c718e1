package dev.signalbox.lab.verify;

/** Something that is promised is not there, or not yet; the message names it. */
final class Missing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Missing(String what) {
        super(what);
    }

    /** @throws Missing unless it is so */
    static void unless(boolean so, String what) {
        if (!so) {
            throw new Missing(what);
        }
    }
}
