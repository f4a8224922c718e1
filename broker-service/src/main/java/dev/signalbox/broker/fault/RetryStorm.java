package dev.signalbox.broker.fault;

import dev.signalbox.broker.session.Session;
import dev.signalbox.broker.session.Sessions;
import dev.signalbox.common.fault.Faults;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Each question to auth-service is asked again and again without a pause, whatever the answer was. */
class RetryStorm implements Sessions {

    private final Sessions sessions;
    private final Faults faults;

    RetryStorm(Sessions sessions, Faults faults) {
        this.sessions = sessions;
        this.faults = faults;
    }

    @Override
    public Mono<Session> current(String token) {
        return Mono.defer(() -> {
            int extra = faults.intensity(BrokerFaults.RETRY_STORM);
            return Flux.range(0, 1 + extra)
                    .concatMap(call -> sessions.current(token))
                    // Not next(): that cancels a call which is done, and the agent then counts it once more, as
                    // cancelled.
                    .reduce((earlier, last) -> last);
        });
    }
}
