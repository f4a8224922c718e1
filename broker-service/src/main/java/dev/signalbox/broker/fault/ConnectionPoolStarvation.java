package dev.signalbox.broker.fault;

import dev.signalbox.common.fault.Faults;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes connections out of the pool and gives them back only when the fault is over. */
class ConnectionPoolStarvation implements LastingFault {

    private final ConnectionFactory pool;
    private final Faults faults;
    private final Deque<Connection> held = new ArrayDeque<>();

    ConnectionPoolStarvation(ConnectionFactory pool, Faults faults) {
        this.pool = pool;
        this.faults = faults;
    }

    @Override
    public Mono<Void> apply() {
        return Mono.defer(() -> {
            int wanted = faults.intensity(BrokerFaults.CONNECTION_POOL_STARVATION);
            return held.size() < wanted ? take(wanted - held.size()) : giveBack(held.size() - wanted);
        });
    }

    @Override
    public Mono<Void> end() {
        return Mono.defer(() -> giveBack(held.size()));
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
