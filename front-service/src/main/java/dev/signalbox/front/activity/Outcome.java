package dev.signalbox.front.activity;

/** How it went. */
public enum Outcome {
    /** Done. */
    OK,
    /** Done before: a repeat that was answered with the first answer, and changed nothing. */
    REPEATED,
    /** Refused for what the visitor asked for. */
    REJECTED,
    /** Not done, because something on our side was not working. Whether an order was booked is then not known. */
    FAILED
}
