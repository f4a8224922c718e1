package dev.signalbox.front.session;

import java.time.Instant;

/**
 * A session that was just opened.
 *
 * @param token the bearer token; whoever has it is the user
 */
public record Session(String token, Instant expiresAt, User user) {

    @Override
    public String toString() {
        return "Session[" + user.id() + "]";
    }
}
