package dev.signalbox.broker.order;

import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Where orders are placed. */
public interface OrderDesk {

    /**
     * Takes an order, and fills it at once if its price allows.
     *
     * @param idempotencyKey names the request: a repeat under the same key gets the first answer and has no effect
     * @return the order as it stands after this request: open, filled or rejected
     */
    Mono<Order> place(UUID owner, OrderRequest request, Optional<String> idempotencyKey);
}
