package dev.signalbox.auth.session;

import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Where sessions are kept, by the hash of their token. */
public interface SessionStore {

    Mono<Void> add(byte[] tokenHash, UUID userId, Instant createdAt, Instant expiresAt);

    /** The session of a token, if it has not expired at that moment. */
    Mono<ActiveSession> find(byte[] tokenHash, Instant at);

    /** Ends a session; false if there was none, or none that had not expired. */
    Mono<Boolean> remove(byte[] tokenHash, Instant at);

    /** Removes what has expired and tells how many that were. */
    Mono<Long> removeExpired(Instant at);
}
