package dev.signalbox.broker.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * An order that has been taken.
 *
 * @param id in the order of time (UUID version 7)
 * @param owner whose it is
 * @param request what was wanted
 * @param status what became of it
 * @param reason why it was rejected; null unless it was
 * @param price at which it was filled; null unless it was
 * @param total price times quantity; null unless it was filled
 * @param traceId trace of the request that placed it; null when that was not traced
 * @param createdAt when it was taken
 * @param settledAt when it was filled or rejected; null while it is open
 */
public record Order(
        UUID id,
        UUID owner,
        OrderRequest request,
        Status status,
        Reason reason,
        BigDecimal price,
        BigDecimal total,
        String traceId,
        Instant createdAt,
        Instant settledAt) {

    /** What became of an order. */
    public enum Status {
        /** Waits for its limit. */
        OPEN,
        /** Done. */
        FILLED,
        /** Could not be paid for, or covered with shares. */
        REJECTED
    }

    /** Why an order was rejected. */
    public enum Reason {
        INSUFFICIENT_CASH,
        INSUFFICIENT_POSITION
    }

    /** The order, filled at a price. */
    Order filledAt(BigDecimal fillPrice) {
        var sum = fillPrice.multiply(BigDecimal.valueOf(request.quantity()));
        return new Order(id, owner, request, status, reason, fillPrice, sum, traceId, createdAt, settledAt);
    }

    /** The order as it was when it had just been taken: what is answered to a repeat of its request. */
    Order asFirstAnswered() {
        boolean wasOpen = settledAt == null || settledAt.isAfter(createdAt);
        return wasOpen ? new Order(id, owner, request, Status.OPEN, null, null, null, traceId, createdAt, null) : this;
    }
}
