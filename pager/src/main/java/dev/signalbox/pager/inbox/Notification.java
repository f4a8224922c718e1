package dev.signalbox.pager.inbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * A received message, as it is kept.
 *
 * @param id grows with every notification; never used again
 * @param occurrence 1 for news; 2 and more for a duplicate: the same channel had said the very same of the same group,
 *     with nothing else in between. From the other half of a pair, or said again after {@code repeat_interval}
 */
public record Notification(
        long id,
        Instant receivedAt,
        int occurrence,
        @JsonUnwrapped Message message) {

    /** Firing as long as one of its alerts is. */
    @JsonProperty
    public Status status() {
        return message.status();
    }
}
