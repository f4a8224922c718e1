package dev.signalbox.front.desk;

/**
 * What the page has to say about what was just done.
 *
 * @param kind {@code good}, {@code bad} or {@code caution}
 * @param traceId where it can be looked at; may be null
 */
public record Notice(String kind, String text, String traceId) {}
