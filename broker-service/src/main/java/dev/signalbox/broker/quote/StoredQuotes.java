package dev.signalbox.broker.quote;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The prices as PostgreSQL has them. */
@Repository
public class StoredQuotes implements Quotes {

    private final DatabaseClient db;

    StoredQuotes(DatabaseClient db) {
        this.db = db;
    }

    @Override
    public Flux<Quote> all() {
        return db.sql("select symbol, name, price, open_price, as_of from stock order by symbol")
                .map(StoredQuotes::quote)
                .all();
    }

    @Override
    public Mono<Quote> find(String symbol) {
        return db.sql("select symbol, name, price, open_price, as_of from stock where symbol = :symbol")
                .bind("symbol", symbol)
                .map(StoredQuotes::quote)
                .one();
    }

    private static Quote quote(Readable row) {
        return Quote.of(
                row.get("symbol", String.class),
                row.get("name", String.class),
                row.get("price", BigDecimal.class),
                row.get("open_price", BigDecimal.class),
                row.get("as_of", Instant.class));
    }
}
