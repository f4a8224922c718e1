package dev.signalbox.lab.drill;

/** The alerts did not do what a drill expects; the message says what was seen instead. */
final class DrillFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DrillFailure(String message) {
        super(message);
    }
}
