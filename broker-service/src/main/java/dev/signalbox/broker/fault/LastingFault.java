package dev.signalbox.broker.fault;

import reactor.core.publisher.Mono;

/** A fault that is there between requests, too. Its methods are never called concurrently. */
interface LastingFault {

    /** Makes the world as bad as the flag says now; called once a second. */
    Mono<Void> apply();

    /** Gives back everything. */
    Mono<Void> end();
}
