package dev.signalbox.broker.portfolio;

import java.math.BigDecimal;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Cash and positions in PostgreSQL.
 *
 * <p>Whoever changes anything of an owner's first takes the lock on that owner's portfolio, and never a second owner's:
 * so there is no circle in which transactions could wait for each other.
 */
@Repository
public class Portfolios {

    /** The play money that everybody starts with. */
    public static final BigDecimal OPENING_CASH = new BigDecimal("100000.00");

    private final DatabaseClient database;

    Portfolios(DatabaseClient database) {
        this.database = database;
    }

    /** The cash at hand, read without a lock; somebody who has never ordered has the opening cash. */
    Mono<BigDecimal> cash(UUID owner) {
        return database.sql("SELECT cash FROM portfolio WHERE owner = :owner")
                .bind("owner", owner)
                .mapValue(BigDecimal.class)
                .one()
                .defaultIfEmpty(OPENING_CASH);
    }

    /** All positions that are not empty, by symbol. */
    Flux<Position> positions(UUID owner) {
        return database.sql("""
                        SELECT symbol, quantity, round(average_price, 2) AS average_price
                        FROM position WHERE owner = :owner AND quantity > 0 ORDER BY symbol""")
                .bind("owner", owner)
                .map(row -> new Position(
                        row.get("symbol", String.class),
                        row.get("quantity", Long.class),
                        row.get("average_price", BigDecimal.class)))
                .all();
    }

    /**
     * Keeps everybody else from changing this owner's portfolio until the transaction ends; makes the portfolio on its
     * first use.
     *
     * @return the cash at hand
     */
    public Mono<BigDecimal> lock(UUID owner) {
        return lockExisting(owner).switchIfEmpty(Mono.defer(() -> create(owner).then(lockExisting(owner))));
    }

    private Mono<BigDecimal> lockExisting(UUID owner) {
        return database.sql("SELECT cash FROM portfolio WHERE owner = :owner FOR UPDATE")
                .bind("owner", owner)
                .mapValue(BigDecimal.class)
                .one();
    }

    private Mono<Void> create(UUID owner) {
        return database.sql("INSERT INTO portfolio (owner, cash) VALUES (:owner, :cash) ON CONFLICT DO NOTHING")
                .bind("owner", owner)
                .bind("cash", OPENING_CASH)
                .then();
    }

    /** How many shares the owner has; under the owner's lock that stays so. */
    public Mono<Long> held(UUID owner, String symbol) {
        return database.sql("SELECT quantity FROM position WHERE owner = :owner AND symbol = :symbol")
                .bind("owner", owner)
                .bind("symbol", symbol)
                .mapValue(Long.class)
                .one()
                .defaultIfEmpty(0L);
    }

    /** Books a purchase: shares in, cash out. Under the owner's lock. */
    public Mono<Void> buy(UUID owner, String symbol, int quantity, BigDecimal price) {
        return database.sql("""
                        INSERT INTO position (owner, symbol, quantity, average_price)
                        VALUES (:owner, :symbol, :quantity, :price)
                        ON CONFLICT (owner, symbol) DO UPDATE
                        SET average_price =
                                (position.quantity * position.average_price + excluded.quantity * excluded.average_price)
                                / (position.quantity + excluded.quantity),
                            quantity = position.quantity + excluded.quantity""")
                .bind("owner", owner)
                .bind("symbol", symbol)
                .bind("quantity", quantity)
                .bind("price", price)
                .then()
                .then(addCash(owner, total(quantity, price).negate()));
    }

    /** Books a sale: shares out, cash in. Under the owner's lock. */
    public Mono<Void> sell(UUID owner, String symbol, int quantity, BigDecimal price) {
        return database.sql(
                        "UPDATE position SET quantity = quantity - :quantity WHERE owner = :owner AND symbol = :symbol")
                .bind("owner", owner)
                .bind("symbol", symbol)
                .bind("quantity", quantity)
                .then()
                .then(addCash(owner, total(quantity, price)));
    }

    private Mono<Void> addCash(UUID owner, BigDecimal amount) {
        return database.sql("UPDATE portfolio SET cash = cash + :amount WHERE owner = :owner")
                .bind("owner", owner)
                .bind("amount", amount)
                .then();
    }

    private static BigDecimal total(int quantity, BigDecimal price) {
        return price.multiply(BigDecimal.valueOf(quantity));
    }
}
