package dev.signalbox.pager.inbox;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * One alert of one received message, as it is kept.
 *
 * @param id grows with every notification; never used again
 * @param occurrence 1 for news; 2 and more when the same channel said the same of the same alert before, with nothing
 *     else in between: a repeat, or a duplicate from the other half of the pair
 */
public record Notification(
        long id,
        Instant receivedAt,
        int occurrence,
        @JsonUnwrapped Alert alert) {}
