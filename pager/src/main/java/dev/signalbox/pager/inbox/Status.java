package dev.signalbox.pager.inbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a notification says about its alert, in Alertmanager's words. */
public enum Status {
    FIRING,
    RESOLVED;

    /** The lower-case name that JSON, metrics and pages use. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status with this lower-case name; anything else is an {@link IllegalArgumentException}. */
    @JsonCreator
    public static Status of(String label) {
        for (Status status : values()) {
            if (status.label().equals(label)) {
                return status;
            }
        }
        throw new IllegalArgumentException("status must be firing or resolved");
    }
}
