package dev.signalbox.front.activity;

/**
 * How an action went, in the words of the list.
 *
 * @param detail may be empty
 */
public record Told(Outcome outcome, String detail) {

    /** It worked, and there is no more to say. */
    public static Told ok() {
        return ok("");
    }

    /** It worked. */
    public static Told ok(String detail) {
        return new Told(Outcome.OK, detail);
    }
}
