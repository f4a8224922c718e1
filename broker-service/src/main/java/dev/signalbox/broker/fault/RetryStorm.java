package dev.signalbox.broker.fault;

import dev.signalbox.broker.session.Session;
import dev.signalbox.broker.session.Sessions;
import dev.signalbox.common.fault.Faults;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Each question to auth-service is asked many times at once, as if every caller above retried, too. */
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
            int calls = faults.intensity(BrokerFaults.RETRY_STORM);
            return calls <= 1
                    ? sessions.current(token)
                    : Flux.range(0, calls)
                            .flatMap(call -> sessions.current(token), calls)
                            .takeLast(1)
                            .next();
        });
    }
}
