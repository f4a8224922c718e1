package dev.signalbox.backend.alert;

import java.time.Instant;
import java.util.List;

/**
 * A message in pager's inbox.
 *
 * @param occurrence 1 for news; more for the same said again
 * @param channel by which it came: webhook, slack, pagerduty or email
 * @param sender who sent it: an Alertmanager by its name here, anybody else by host and port
 * @param status firing or resolved
 * @param alerts the names of the alerts that it tells of, each once
 * @param line one line for people; may be empty
 */
public record Notification(
        long id,
        Instant receivedAt,
        int occurrence,
        String channel,
        String sender,
        String status,
        List<String> alerts,
        String line) {

    public boolean isFiring() {
        return status.equals("firing");
    }
}
