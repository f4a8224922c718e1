package dev.signalbox.broker.fault;

import dev.signalbox.broker.quote.Quote;
import dev.signalbox.broker.quote.Quotes;
import dev.signalbox.common.fault.Faults;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Prices come with the wrong sign, and everybody believes them: no error, no delay, and wrong. */
class NegativePriceData implements Quotes {

    private final Quotes quotes;
    private final Faults faults;

    NegativePriceData(Quotes quotes, Faults faults) {
        this.quotes = quotes;
        this.faults = faults;
    }

    @Override
    public Flux<Quote> all() {
        return quotes.all().map(this::spoil);
    }

    @Override
    public Mono<Quote> find(String symbol) {
        return quotes.find(symbol).map(this::spoil);
    }

    private Quote spoil(Quote quote) {
        boolean spoilt = ThreadLocalRandom.current().nextInt(100) < faults.intensity(BrokerFaults.NEGATIVE_PRICE_DATA);
        return spoilt ? quote.withPrice(quote.price().negate()) : quote;
    }
}
