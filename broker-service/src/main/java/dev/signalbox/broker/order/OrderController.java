package dev.signalbox.broker.order;

import dev.signalbox.broker.session.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
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
@SecurityRequirement(name = "bearer")
class OrderController {

    private final OrderDesk desk;
    private final OrderBook orders;

    OrderController(OrderDesk desk, OrderBook orders) {
        this.desk = desk;
        this.orders = orders;
    }

    @PostMapping
    @Operation(
            summary = "Buy or sell",
            description = "A repeat under the same Idempotency-Key gets the first answer and has no effect.")
    @ApiResponse(responseCode = "201", description = "Filled, or open until its limit is reached")
    @ApiResponse(responseCode = "400", description = "Not a valid order")
    @ApiResponse(responseCode = "422", description = "Cannot be paid or covered, unknown symbol, or key reused")
    @ApiResponse(responseCode = "503", description = "Something needed is away; see Retry-After")
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
    @Operation(summary = "One's own orders, newest first")
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
    @Operation(summary = "One of one's own orders")
    @ApiResponse(responseCode = "200", description = "The order as it stands now")
    @ApiResponse(responseCode = "404", description = "The caller has no such order")
    Mono<OrderAnswer> one(@CurrentUser UUID owner, @PathVariable UUID id) {
        return orders.find(owner, id).map(OrderAnswer::of).switchIfEmpty(Mono.error(UnknownOrder::new));
    }
}
