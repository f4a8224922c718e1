package dev.signalbox.front.session;

import java.util.UUID;

/**
 * Who sends a request.
 *
 * @param token of the visitor's session, to act in their name with the other services
 */
public record Visitor(UUID id, String email, String displayName, String token) {

    @Override
    public String toString() {
        return "Visitor[" + id + "]";
    }
}
