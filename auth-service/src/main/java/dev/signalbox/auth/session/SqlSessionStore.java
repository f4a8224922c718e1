package dev.signalbox.auth.session;

import dev.signalbox.auth.user.Users;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Sessions in PostgreSQL. */
public class SqlSessionStore implements SessionStore {

    private final DatabaseClient database;

    public SqlSessionStore(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> add(byte[] tokenHash, UUID userId, Instant createdAt, Instant expiresAt) {
        return database.sql("""
                        INSERT INTO sessions (token_hash, user_id, created_at, expires_at)
                        VALUES (:tokenHash, :userId, :createdAt, :expiresAt)""")
                .bind("tokenHash", tokenHash)
                .bind("userId", userId)
                .bind("createdAt", createdAt)
                .bind("expiresAt", expiresAt)
                .then();
    }

    @Override
    public Mono<ActiveSession> find(byte[] tokenHash, Instant at) {
        return database.sql("""
                        SELECT u.id, u.email, u.display_name, s.expires_at
                        FROM sessions s JOIN users u ON u.id = s.user_id
                        WHERE s.token_hash = :tokenHash AND s.expires_at > :at""")
                .bind("tokenHash", tokenHash)
                .bind("at", at)
                .map(row -> new ActiveSession(Users.user(row), row.get("expires_at", Instant.class)))
                .one();
    }

    @Override
    public Mono<Boolean> remove(byte[] tokenHash, Instant at) {
        return database.sql("DELETE FROM sessions WHERE token_hash = :tokenHash AND expires_at > :at")
                .bind("tokenHash", tokenHash)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<Long> removeExpired(Instant at) {
        return database.sql("DELETE FROM sessions WHERE expires_at <= :at")
                .bind("at", at)
                .fetch()
                .rowsUpdated();
    }
}
