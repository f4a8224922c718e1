package dev.signalbox.broker.quote;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The prices as PostgreSQL has them. */
public class SqlQuotes implements Quotes {

    private final DatabaseClient database;

    public SqlQuotes(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Quote> all() {
        return database.sql("SELECT symbol, name, price, open_price, as_of FROM stock ORDER BY symbol")
                .map(SqlQuotes::quote)
                .all();
    }

    @Override
    public Mono<Quote> find(String symbol) {
        return database.sql("SELECT symbol, name, price, open_price, as_of FROM stock WHERE symbol = :symbol")
                .bind("symbol", symbol)
                .map(SqlQuotes::quote)
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
