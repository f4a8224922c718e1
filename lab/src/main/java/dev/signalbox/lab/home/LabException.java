package dev.signalbox.lab.home;

/** Something went wrong that a person can mend: the message names the thing and says what to do. */
public final class LabException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LabException(String message) {
        super(message);
    }

    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
