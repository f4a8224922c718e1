package dev.signalbox.front.activity;

/** How it went. */
public enum Outcome {
    /** As wanted. */
    OK("Done"),
    /** Refused for what the visitor asked for. */
    REJECTED("Refused"),
    /** Not done, because something on our side was not working. Whether an order was booked is then not known. */
    FAILED("Failed");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** How the page calls it. */
    public String words() {
        return words;
    }
}
