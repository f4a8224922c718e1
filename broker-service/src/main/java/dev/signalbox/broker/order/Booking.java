package dev.signalbox.broker.order;

import dev.signalbox.broker.order.Order.Reason;
import dev.signalbox.broker.portfolio.Portfolios;
import java.math.BigDecimal;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Moves cash and shares for an order. Everything here happens under the owner's lock, in the caller's transaction. */
@Component
class Booking {

    private final Portfolios portfolios;
    private final OrderBook orders;

    Booking(Portfolios portfolios, OrderBook orders) {
        this.portfolios = portfolios;
        this.orders = orders;
    }

    /**
     * What is missing for an order at a price.
     *
     * @return empty when nothing is
     */
    Mono<Reason> missing(UUID owner, OrderRequest request, BigDecimal price, BigDecimal cash) {
        var total = price.multiply(BigDecimal.valueOf(request.quantity()));
        var cashAfter = request.side() == Side.BUY ? cash.subtract(total) : cash.add(total);
        if (cashAfter.signum() < 0) {
            return Mono.just(Reason.INSUFFICIENT_CASH);
        }
        if (request.side() == Side.BUY) {
            return Mono.empty();
        }
        return portfolios
                .held(owner, request.symbol())
                .filter(held -> held < request.quantity())
                .map(held -> Reason.INSUFFICIENT_POSITION);
    }

    /** Books execution, position and cash of an order that is marked as filled. */
    Mono<Void> execute(UUID order, UUID owner, OrderRequest request, BigDecimal price) {
        var shares = request.side() == Side.BUY
                ? portfolios.buy(owner, request.symbol(), request.quantity(), price)
                : portfolios.sell(owner, request.symbol(), request.quantity(), price);
        return orders.addExecution(order, request.quantity(), price).then(shares);
    }
}
