package dev.signalbox.pager.inbox;

import java.util.List;

/**
 * Some notifications, newest first.
 *
 * @param next the {@code before} that gives the next page; null when this is the last
 */
public record Page(List<Notification> items, Long next) {}
