package dev.signalbox.broker.order;

import dev.signalbox.broker.order.Order.Reason;
import dev.signalbox.broker.order.Order.Status;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Orders and executions in PostgreSQL. */
@Repository
class OrderBook {

    private static final String SELECT = """
            SELECT o.id, o.owner, o.symbol, o.side, o.type, o.quantity, o.limit_price, o.status, o.reason,
                   e.price, e.total, o.trace_id, o.created_at, o.settled_at
            FROM orders o LEFT JOIN execution e ON e.order_id = o.id
            """;

    /** RFC 9562, section 5.10: greater than any id. */
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final DatabaseClient database;

    OrderBook(DatabaseClient database) {
        this.database = database;
    }

    /** An order of this owner; empty when there is none, or when it is somebody else's. */
    Mono<Order> find(UUID owner, UUID id) {
        return database.sql(SELECT + "WHERE o.id = :id AND o.owner = :owner")
                .bind("id", id)
                .bind("owner", owner)
                .map(OrderBook::order)
                .one();
    }

    /** The order that was placed under an idempotency key. */
    Mono<Order> findByKey(UUID owner, String idempotencyKey) {
        return database.sql(SELECT + "WHERE o.owner = :owner AND o.idempotency_key = :key")
                .bind("owner", owner)
                .bind("key", idempotencyKey)
                .map(OrderBook::order)
                .one();
    }

    /** The owner's newest orders, or the newest of those that are older than one of them. */
    Flux<Order> newest(UUID owner, Optional<UUID> before, int limit) {
        return database.sql(SELECT + "WHERE o.owner = :owner AND o.id < :before ORDER BY o.id DESC LIMIT :limit")
                .bind("owner", owner)
                .bind("before", before.orElse(AFTER_ALL))
                .bind("limit", limit)
                .map(OrderBook::order)
                .all();
    }

    /**
     * Stores a new order.
     *
     * @param reason null unless it is rejected
     * @return the order, without the price of its execution
     */
    Mono<Order> add(
            UUID owner,
            OrderRequest request,
            Status status,
            Reason reason,
            Optional<String> idempotencyKey,
            Optional<String> traceId) {
        return database.sql("""
                        INSERT INTO orders (owner, symbol, side, type, quantity, limit_price, status, reason,
                                            idempotency_key, trace_id, settled_at)
                        VALUES (:owner, :symbol, :side, :type, :quantity, :limitPrice, :status, :reason,
                                :key, :traceId, CASE WHEN :status = 'OPEN' THEN NULL ELSE now() END)
                        RETURNING id, created_at, settled_at""")
                .bind("owner", owner)
                .bind("symbol", request.symbol())
                .bind("side", request.side().name())
                .bind("type", request.type().name())
                .bind("quantity", request.quantity())
                .bind("limitPrice", Parameters.in(R2dbcType.NUMERIC, request.limitPrice()))
                .bind("status", status.name())
                .bind("reason", text(Optional.ofNullable(reason).map(Reason::name)))
                .bind("key", text(idempotencyKey))
                .bind("traceId", text(traceId))
                .map(row -> new Order(
                        row.get("id", UUID.class),
                        owner,
                        request,
                        status,
                        reason,
                        null,
                        null,
                        traceId.orElse(null),
                        row.get("created_at", Instant.class),
                        row.get("settled_at", Instant.class)))
                .one();
    }

    /** Books at what price an order was filled. */
    Mono<Void> addExecution(UUID order, int quantity, BigDecimal price) {
        return database.sql("""
                        INSERT INTO execution (order_id, price, quantity, total)
                        VALUES (:order, :price, :quantity, :price * :quantity)""")
                .bind("order", order)
                .bind("price", price)
                .bind("quantity", quantity)
                .then();
    }

    /**
     * The open orders whose limit the stored price has reached, oldest first.
     *
     * @param limit how many at most
     */
    Flux<Order> crossed(int limit) {
        return database.sql(SELECT + """
                        JOIN stock s ON s.symbol = o.symbol
                        WHERE o.status = 'OPEN'
                          AND (o.side = 'BUY' AND s.price <= o.limit_price OR o.side = 'SELL' AND s.price >= o.limit_price)
                        ORDER BY o.id LIMIT :limit""")
                .bind("limit", limit)
                .map(OrderBook::order)
                .all();
    }

    /**
     * Ends the wait of an open order.
     *
     * @param reason null when it is filled
     * @return false when it was not open any more
     */
    Mono<Boolean> settle(UUID order, Status status, Reason reason) {
        return database.sql("""
                        UPDATE orders SET status = :status, reason = :reason, settled_at = clock_timestamp()
                        WHERE id = :id AND status = 'OPEN'""")
                .bind("status", status.name())
                .bind("reason", text(Optional.ofNullable(reason).map(Reason::name)))
                .bind("id", order)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static Parameter text(Optional<String> value) {
        return Parameters.in(R2dbcType.VARCHAR, value.orElse(null));
    }

    private static Order order(Readable row) {
        var request = new OrderRequest(
                row.get("symbol", String.class),
                Side.valueOf(row.get("side", String.class)),
                OrderType.valueOf(row.get("type", String.class)),
                row.get("quantity", Integer.class),
                row.get("limit_price", BigDecimal.class));
        var reason = row.get("reason", String.class);
        return new Order(
                row.get("id", UUID.class),
                row.get("owner", UUID.class),
                request,
                Status.valueOf(row.get("status", String.class)),
                reason == null ? null : Reason.valueOf(reason),
                row.get("price", BigDecimal.class),
                row.get("total", BigDecimal.class),
                row.get("trace_id", String.class),
                row.get("created_at", Instant.class),
                row.get("settled_at", Instant.class));
    }
}
