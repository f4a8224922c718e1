package dev.signalbox.auth.session;

import dev.signalbox.auth.user.User;
import java.time.Instant;

/**
 * The answer to a sign-in.
 *
 * @param token to be sent as {@code Authorization: Bearer}; told once and never again
 */
record SignedIn(String token, Instant expiresAt, User user) {

    @Override
    public String toString() {
        return "SignedIn[user=" + user.id() + "]";
    }
}
