package dev.signalbox.front.links;

/**
 * The three ways to look at one trace.
 *
 * @param trace its spans
 * @param logs its log lines
 * @param profile its flame graph
 */
public record Links(String trace, String logs, String profile) {}
