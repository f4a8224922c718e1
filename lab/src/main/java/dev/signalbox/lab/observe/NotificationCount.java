package dev.signalbox.lab.observe;

/**
 * What came by one channel.
 *
 * @param channel {@code webhook}, {@code slack}, {@code pagerduty} or {@code email}
 * @param firing notifications that said that it fires
 * @param resolved notifications that said that it is over
 */
public record NotificationCount(String channel, int firing, int resolved) {}
