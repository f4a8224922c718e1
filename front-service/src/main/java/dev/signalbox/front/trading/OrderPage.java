package dev.signalbox.front.trading;

import java.util.List;
import java.util.UUID;

/**
 * Some of a visitor's orders, newest first.
 *
 * @param next what to pass as {@code before} to get the ones that follow; null at the end
 */
public record OrderPage(List<Order> items, UUID next) {}
