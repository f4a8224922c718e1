package dev.signalbox.front.activity;

/** What a visitor can do that is worth remembering. */
public enum Action {
    REGISTER("Registration"),
    SIGN_IN("Sign-in"),
    SIGN_OUT("Sign-out"),
    ORDER("Order");

    private final String words;

    Action(String words) {
        this.words = words;
    }

    /** How the page calls it. */
    public String words() {
        return words;
    }
}
