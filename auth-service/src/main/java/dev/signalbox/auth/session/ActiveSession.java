package dev.signalbox.auth.session;

import dev.signalbox.auth.user.User;
import java.time.Instant;

/** Somebody who is signed in. */
public record ActiveSession(User user, Instant expiresAt) {}
