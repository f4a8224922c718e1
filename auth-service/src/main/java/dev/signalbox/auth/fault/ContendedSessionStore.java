package dev.signalbox.auth.fault;

import dev.signalbox.auth.session.ActiveSession;
import dev.signalbox.auth.session.SessionStore;
import dev.signalbox.common.fault.Faults;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Counts each session check in one row, in a transaction that goes on for a while: every other check waits for that
 * row's lock, inside the database, while no CPU is busy.
 */
class ContendedSessionStore implements SessionStore {

    private final SessionStore store;
    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Faults faults;

    ContendedSessionStore(
            SessionStore store, DatabaseClient database, TransactionalOperator transaction, Faults faults) {
        this.store = store;
        this.database = database;
        this.transaction = transaction;
        this.faults = faults;
    }

    @Override
    public Mono<ActiveSession> find(byte[] tokenHash, Instant at) {
        return Mono.defer(() -> {
            int millis = faults.intensity(AuthFaults.SESSION_LOCK_CONTENTION);
            return millis > 0 ? contended(store.find(tokenHash, at), millis) : store.find(tokenHash, at);
        });
    }

    private Mono<ActiveSession> contended(Mono<ActiveSession> find, int millis) {
        return database.sql("UPDATE session_checks SET checks = checks + 1")
                .then()
                .then(database.sql("SELECT pg_sleep(:seconds)")
                        .bind("seconds", millis / 1000.0)
                        .then())
                .then(find)
                .as(transaction::transactional);
    }

    @Override
    public Mono<Void> add(byte[] tokenHash, UUID userId, Instant createdAt, Instant expiresAt) {
        return store.add(tokenHash, userId, createdAt, expiresAt);
    }

    @Override
    public Mono<Boolean> remove(byte[] tokenHash, Instant at) {
        return store.remove(tokenHash, at);
    }

    @Override
    public Mono<Long> removeExpired(Instant at) {
        return store.removeExpired(at);
    }
}
