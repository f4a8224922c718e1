package dev.signalbox.broker.fault;

import dev.signalbox.broker.order.Order;
import dev.signalbox.broker.order.OrderDesk;
import dev.signalbox.broker.order.OrderRequest;
import dev.signalbox.common.fault.Faults;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Mono;

/** Some orders fail before anything is booked. */
class OrderErrors implements OrderDesk {

    private final OrderDesk desk;
    private final Faults faults;

    OrderErrors(OrderDesk desk, Faults faults) {
        this.desk = desk;
        this.faults = faults;
    }

    @Override
    public Mono<Order> place(UUID owner, OrderRequest request, Optional<String> idempotencyKey) {
        return Mono.defer(() -> {
            boolean fails = ThreadLocalRandom.current().nextInt(100) < faults.intensity(BrokerFaults.ORDER_ERRORS);
            return fails
                    ? Mono.error(new IllegalStateException("The order desk lost its pencil"))
                    : desk.place(owner, request, idempotencyKey);
        });
    }
}
