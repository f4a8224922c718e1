package dev.signalbox.broker.order;

import java.util.List;
import java.util.UUID;

/**
 * Some of somebody's orders.
 *
 * @param items newest first
 * @param next what to pass as {@code before} to get the next page; null on the last one
 */
record OrderPage(List<OrderAnswer> items, UUID next) {

    /** Makes a page of a list that has one order more than the page if there are more. */
    static OrderPage of(List<OrderAnswer> found, int limit) {
        if (found.size() <= limit) {
            return new OrderPage(found, null);
        }
        var items = List.copyOf(found.subList(0, limit));
        return new OrderPage(items, items.get(limit - 1).id());
    }
}
