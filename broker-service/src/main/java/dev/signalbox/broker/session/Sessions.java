package dev.signalbox.broker.session;

import reactor.core.publisher.Mono;

/** Knows whose token a token is. */
public interface Sessions {

    /**
     * The session of a token.
     *
     * @return empty when the token is unknown, expired or signed out; an error when that cannot be found out
     */
    Mono<Session> current(String token);
}
