package dev.signalbox.lab.process;

/** The lab goes on without this part; the message says why and how to get it. */
public final class PartUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    public PartUnavailable(String message) {
        super(message);
    }
}
