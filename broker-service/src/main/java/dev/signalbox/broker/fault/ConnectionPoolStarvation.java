package dev.signalbox.broker.fault;

import dev.signalbox.common.fault.Faults;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes connections out of the pool, does nothing with them, and gives them back only when the fault is over. */
class ConnectionPoolStarvation {

    private static final Logger log = LoggerFactory.getLogger(ConnectionPoolStarvation.class);

    private final ConnectionFactory pool;
    private final Faults faults;
    private final Deque<Connection> held = new ConcurrentLinkedDeque<>();

    ConnectionPoolStarvation(ConnectionFactory pool, Faults faults) {
        this.pool = pool;
        this.faults = faults;
    }

    /** Holds as many as the flag says now. */
    @Scheduled(fixedDelayString = "PT1S")
    Mono<Void> hold() {
        return Mono.defer(() -> {
                    int wanted = faults.intensity(BrokerFaults.CONNECTION_POOL_STARVATION);
                    return held.size() < wanted ? take(wanted - held.size()) : giveBack(held.size() - wanted);
                })
                // Others were faster, or there is no database: the next round tries again.
                .onErrorResume(error -> {
                    log.debug("No more connections to hold: {}", error.toString());
                    return Mono.empty();
                });
    }

    private Mono<Void> take(int count) {
        return Flux.range(0, count)
                .concatMap(i -> pool.create())
                .doOnNext(held::push)
                .then();
    }

    private Mono<Void> giveBack(int count) {
        return Flux.range(0, count).concatMap(i -> held.pop().close()).then();
    }
}
