package dev.signalbox.auth.session;

import dev.signalbox.common.telemetry.Observations;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Removes expired sessions now and then, so that the table holds no more than there are people. */
@Component
class ExpiredSessions {

    private static final Logger log = LoggerFactory.getLogger(ExpiredSessions.class);

    private final SessionStore store;
    private final Clock clock;
    private final Observations observations;

    ExpiredSessions(SessionStore store, Clock clock, Observations observations) {
        this.store = store;
        this.clock = clock;
        this.observations = observations;
    }

    /** At once when the service starts: much may have expired while it was away. */
    @Scheduled(fixedDelayString = "${signalbox.auth.session.cleanup-interval}")
    Mono<Void> remove() {
        return Mono.defer(() -> store.removeExpired(clock.instant()))
                .transform(observations.mono("session.cleanup", Observations::untraced))
                .doOnNext(
                        removed -> log.atDebug().addKeyValue("removed", removed).log("Expired sessions removed"))
                // The next round tries again.
                .onErrorResume(error -> {
                    log.warn("Expired sessions could not be removed: {}", error.toString());
                    return Mono.empty();
                })
                .then();
    }
}
