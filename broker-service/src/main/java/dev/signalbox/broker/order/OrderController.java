package dev.signalbox.broker.order;

import dev.signalbox.broker.session.CurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own orders; other people's do not exist here. */
@RestController
@RequestMapping("/orders")
class OrderController {

    private final OrderDesk desk;
    private final OrderBook orders;

    OrderController(OrderDesk desk, OrderBook orders) {
        this.desk = desk;
        this.orders = orders;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<OrderAnswer> place(
            @CurrentUser UUID owner,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Pattern(regexp = "[\\x21-\\x7e]{1,64}", message = "must be 1 to 64 visible ASCII characters")
                    String idempotencyKey,
            @Valid @RequestBody OrderRequest request) {
        return desk.place(owner, request, Optional.ofNullable(idempotencyKey)).map(order -> {
            if (order.status() == Order.Status.REJECTED) {
                throw new OrderRejected(order);
            }
            return OrderAnswer.of(order);
        });
    }

    /** Newest first; {@code before} is the {@code next} of the page before. */
    @GetMapping
    Mono<OrderPage> page(
            @CurrentUser UUID owner,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam Optional<UUID> before) {
        return orders.newest(owner, before, limit + 1)
                .map(OrderAnswer::of)
                .collectList()
                .map(found -> OrderPage.of(found, limit));
    }

    @GetMapping("/{id}")
    Mono<OrderAnswer> one(@CurrentUser UUID owner, @PathVariable UUID id) {
        return orders.find(owner, id).map(OrderAnswer::of).switchIfEmpty(Mono.error(UnknownOrder::new));
    }
}
