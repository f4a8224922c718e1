package dev.signalbox.front.trading;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * An order as broker-service knows it.
 *
 * @param limitPrice null for market orders
 * @param status {@code FILLED}, {@code OPEN} and so on
 * @param price at which one share changed hands; null as long as none did
 * @param total what it cost or brought; null as long as nothing did
 * @param traceId the trace in which it was booked
 */
public record Order(
        UUID id,
        String symbol,
        Side side,
        OrderType type,
        int quantity,
        BigDecimal limitPrice,
        String status,
        BigDecimal price,
        BigDecimal total,
        String traceId,
        Instant createdAt) {}
