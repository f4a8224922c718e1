package dev.signalbox.pager.inbox;

/**
 * How many notifications came by one channel: what would have beeped, duplicates included.
 *
 * @param firing of those, how many said that it fires
 * @param resolved of those, how many said that it is over
 * @param duplicates of all, how many said what the same channel had said last of the same group
 */
public record Count(Channel channel, long firing, long resolved, long duplicates) {}
