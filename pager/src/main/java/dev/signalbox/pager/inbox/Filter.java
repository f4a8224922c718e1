package dev.signalbox.pager.inbox;

import java.time.Instant;

/**
 * Which notifications to show; null means any.
 *
 * @param since received at or after
 * @param before only notifications with a smaller id: the next page
 */
public record Filter(String alertname, Status status, Channel channel, Instant since, Long before) {}
