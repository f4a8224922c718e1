package dev.signalbox.front.api;

import dev.signalbox.front.session.CurrentVisitor;
import dev.signalbox.front.session.Visitor;
import dev.signalbox.front.trading.NewOrder;
import dev.signalbox.front.trading.Order;
import dev.signalbox.front.trading.OrderPage;
import dev.signalbox.front.trading.Portfolio;
import dev.signalbox.front.trading.Quote;
import dev.signalbox.front.trading.Trading;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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

/** Quotes, orders and the portfolio. */
@RestController
@RequestMapping("/api")
class TradingApi {

    /** Visible ASCII, so that it can go on as the header it came as. */
    private static final String KEY = "[\\x21-\\x7e]{1,64}";

    private final Trading trading;

    TradingApi(Trading trading) {
        this.trading = trading;
    }

    /** All quotes. */
    @GetMapping("/quotes")
    @SecurityRequirements
    Mono<List<Quote>> quotes() {
        return trading.quotes();
    }

    /** One quote; 404 if there is no such share. */
    @GetMapping("/quotes/{symbol}")
    @SecurityRequirements
    Mono<Quote> quote(@PathVariable String symbol) {
        return trading.quote(symbol);
    }

    /**
     * Places an order. Sent again with the same {@code Idempotency-Key} it is not placed again. 422 if cash or shares do
     * not suffice, or if the key came with another order before.
     */
    @PostMapping(path = "/orders", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Order> place(
            @CurrentVisitor Visitor visitor,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Pattern(regexp = KEY, message = "must be 1 to 64 visible characters")
                    String key,
            @Valid @RequestBody NewOrder order) {
        return trading.place(visitor, order, Optional.ofNullable(key));
    }

    /**
     * The visitor's orders, newest first.
     *
     * @param limit at most this many
     * @param before the {@code next} of the page before
     */
    @GetMapping("/orders")
    Mono<OrderPage> orders(
            @CurrentVisitor Visitor visitor,
            @RequestParam(required = false) @Min(1) @Max(100) Integer limit,
            @RequestParam(required = false) UUID before) {
        return trading.orders(visitor, Optional.ofNullable(limit), Optional.ofNullable(before));
    }

    /** One of the visitor's orders; 404 if it is none of theirs. */
    @GetMapping("/orders/{id}")
    Mono<Order> order(@CurrentVisitor Visitor visitor, @PathVariable UUID id) {
        return trading.order(visitor, id);
    }

    /** What the visitor has. */
    @GetMapping("/portfolio")
    Mono<Portfolio> portfolio(@CurrentVisitor Visitor visitor) {
        return trading.portfolio(visitor);
    }
}
