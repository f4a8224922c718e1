package dev.signalbox.broker.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * An order as callers see it; what does not apply is left out. See {@link Order} for the meanings.
 */
record OrderAnswer(
        UUID id,
        String symbol,
        Side side,
        OrderType type,
        int quantity,
        BigDecimal limitPrice,
        Order.Status status,
        Order.Reason reason,
        BigDecimal price,
        BigDecimal total,
        String traceId,
        Instant createdAt,
        Instant settledAt) {

    static OrderAnswer of(Order order) {
        var request = order.request();
        return new OrderAnswer(
                order.id(),
                request.symbol(),
                request.side(),
                request.type(),
                request.quantity(),
                request.limitPrice(),
                order.status(),
                order.reason(),
                order.price(),
                order.total(),
                order.traceId(),
                order.createdAt(),
                order.settledAt());
    }
}
