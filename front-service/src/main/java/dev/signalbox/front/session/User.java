package dev.signalbox.front.session;

import java.util.UUID;

/** An account, as auth-service shows it. */
public record User(UUID id, String email, String displayName) {}
