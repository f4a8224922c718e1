package dev.signalbox.broker.quote;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The current prices. */
public interface Quotes {

    /** Every stock, by symbol. */
    Flux<Quote> all();

    /**
     * One stock.
     *
     * @return empty when there is no such symbol
     */
    Mono<Quote> find(String symbol);
}
