package dev.signalbox.pager.inbox;

import java.time.Instant;

/**
 * An alert that fires, by what was notified.
 *
 * @param service may be null
 * @param since the first moment that a notification told of
 */
public record Firing(String alertname, String service, Instant since) {}
