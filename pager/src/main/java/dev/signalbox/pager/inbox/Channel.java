package dev.signalbox.pager.inbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The way by which a notification came. */
public enum Channel {
    WEBHOOK,
    SLACK,
    PAGERDUTY,
    EMAIL;

    /** The lower-case name that JSON, metrics and pages use. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The channel with this lower-case name; anything else is an {@link IllegalArgumentException}. */
    @JsonCreator
    public static Channel of(String label) {
        for (Channel channel : values()) {
            if (channel.label().equals(label)) {
                return channel;
            }
        }
        throw new IllegalArgumentException("no such channel");
    }
}
