package dev.signalbox.broker.quote;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Moves the prices. */
@Repository
public class Market {

    private final DatabaseClient database;
    private final RandomWalk walk;

    Market(DatabaseClient database, QuoteProperties properties) {
        this.database = database;
        this.walk = new RandomWalk(properties.seed());
    }

    /** One step of every price, in one statement for all of them. */
    public Mono<Void> move() {
        return stocks().flatMap(this::store);
    }

    private Mono<List<Stock>> stocks() {
        return database.sql("SELECT symbol, base_price, price, tick FROM stock")
                .map(row -> new Stock(
                        row.get("symbol", String.class),
                        row.get("base_price", BigDecimal.class),
                        row.get("price", BigDecimal.class),
                        row.get("tick", Long.class)))
                .all()
                .collectList();
    }

    private Mono<Void> store(List<Stock> stocks) {
        return database.sql("""
                        UPDATE stock s
                        SET price = moved.price,
                            tick = s.tick + 1,
                            as_of = now(),
                            open_price = CASE
                                WHEN date_trunc('day', s.as_of, 'UTC') < date_trunc('day', now(), 'UTC') THEN s.price
                                ELSE s.open_price END
                        FROM unnest(:symbols::text[], :prices::numeric[]) AS moved (symbol, price)
                        WHERE s.symbol = moved.symbol""")
                .bind("symbols", stocks.stream().map(Stock::symbol).toArray(String[]::new))
                .bind("prices", stocks.stream().map(this::next).toArray(BigDecimal[]::new))
                .then();
    }

    private BigDecimal next(Stock stock) {
        return walk.next(stock.symbol(), stock.tick(), stock.basePrice(), stock.price());
    }

    private record Stock(String symbol, BigDecimal basePrice, BigDecimal price, long tick) {}
}
