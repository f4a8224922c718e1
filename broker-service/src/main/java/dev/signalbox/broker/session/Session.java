package dev.signalbox.broker.session;

import java.time.Instant;
import java.util.UUID;

/**
 * A session as auth-service knows it; what else its answer says is of no interest here.
 *
 * @param user whose session it is
 * @param expiresAt when it ends by itself
 */
public record Session(User user, Instant expiresAt) {

    /**
     * An account.
     *
     * @param id its id, which never changes
     */
    public record User(UUID id) {}
}
