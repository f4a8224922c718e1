package dev.signalbox.broker.fault;

import dev.signalbox.broker.quote.Quote;
import dev.signalbox.broker.quote.Quotes;
import dev.signalbox.common.fault.Faults;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All quotes are read as a careless mapper would: first the symbols, then each stock by itself, time and again. */
class SlowQuotesQuery implements Quotes {

    private final Quotes quotes;
    private final DatabaseClient database;
    private final Faults faults;

    SlowQuotesQuery(Quotes quotes, DatabaseClient database, Faults faults) {
        this.quotes = quotes;
        this.database = database;
        this.faults = faults;
    }

    @Override
    public Flux<Quote> all() {
        return Flux.defer(() -> {
            int statements = faults.intensity(BrokerFaults.SLOW_QUOTES_QUERY);
            return statements == 0 ? quotes.all() : oneByOne(statements);
        });
    }

    private Flux<Quote> oneByOne(int statements) {
        return database.sql("SELECT symbol FROM stock ORDER BY symbol")
                .mapValue(String.class)
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(symbol -> Flux.range(0, statements)
                        .concatMap(again -> quotes.find(symbol))
                        .last());
    }

    @Override
    public Mono<Quote> find(String symbol) {
        return quotes.find(symbol);
    }
}
