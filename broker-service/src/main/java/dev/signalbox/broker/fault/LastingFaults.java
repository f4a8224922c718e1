package dev.signalbox.broker.fault;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the lasting faults up to date. */
class LastingFaults implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LastingFaults.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final List<LastingFault> faults;
    private Disposable running;

    LastingFaults(List<LastingFault> faults) {
        this.faults = faults;
    }

    @Override
    public void start() {
        running = Flux.interval(PERIOD)
                .onBackpressureDrop()
                .concatMap(second -> Flux.fromIterable(faults).concatMap(this::apply), 1)
                .subscribe();
    }

    private Mono<Void> apply(LastingFault fault) {
        return fault.apply().onErrorResume(error -> {
            log.debug("{} could not be applied", fault, error);
            return Mono.empty();
        });
    }

    @Override
    public void stop() {
        running.dispose();
        Flux.fromIterable(faults).concatMap(LastingFault::end).blockLast(PERIOD);
    }

    @Override
    public boolean isRunning() {
        return running != null && !running.isDisposed();
    }
}
