package dev.signalbox.pager.inbox;

import java.time.Instant;

/**
 * Which notifications; null means any.
 *
 * @param alertname tells of an alert with this name
 * @param service tells of an alert of this service; together with {@code alertname} of one and the same alert
 * @param status what it says of those alerts: firing as long as one of them is
 * @param since received at or after
 * @param before only notifications with a smaller id: the next page
 */
public record Filter(String alertname, String service, Status status, Channel channel, Instant since, Long before) {

    /** No condition at all. */
    public static final Filter ALL = new Filter(null, null, null, null, null, null);
}
