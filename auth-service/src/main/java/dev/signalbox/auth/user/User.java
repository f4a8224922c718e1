package dev.signalbox.auth.user;

import java.util.UUID;

/**
 * An account, as others may see it.
 *
 * @param email in lower case
 */
public record User(UUID id, String email, String displayName) {}
