package dev.signalbox.front.desk;

import dev.signalbox.front.activity.Activity;
import dev.signalbox.front.activity.ActivityLog;
import dev.signalbox.front.session.Visitor;
import dev.signalbox.front.trading.Order;
import dev.signalbox.front.trading.OrderPage;
import dev.signalbox.front.trading.Trading;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gathers what is on the desk, all at once. */
@Component
class Desk {

    private static final Logger log = LoggerFactory.getLogger(Desk.class);
    private static final int ORDERS = 10;
    private static final int ACTIVITIES = 6;

    private final Trading trading;
    private final ActivityLog activity;

    Desk(Trading trading, ActivityLog activity) {
        this.trading = trading;
        this.activity = activity;
    }

    Mono<DeskView> of(Visitor visitor) {
        return Mono.zip(trading.quotes(), trading.portfolio(visitor), orders(visitor), activity(visitor))
                .map(parts -> new DeskView(parts.getT1(), parts.getT2(), parts.getT3(), parts.getT4()));
    }

    Mono<List<Order>> orders(Visitor visitor) {
        return trading.orders(visitor, Optional.of(ORDERS), Optional.empty()).map(OrderPage::items);
    }

    private Mono<Optional<List<Activity>>> activity(Visitor visitor) {
        return activity.newest(visitor.email(), ACTIVITIES).map(Optional::of).onErrorResume(error -> {
            log.warn("The desk is shown without its activity: {}", error.toString());
            return Mono.just(Optional.empty());
        });
    }
}
