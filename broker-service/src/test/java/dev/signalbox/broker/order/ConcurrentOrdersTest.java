package dev.signalbox.broker.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.broker.BrokerTest;
import dev.signalbox.broker.order.Order.Status;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import reactor.core.publisher.Flux;

/** Many at once, on a real PostgreSQL: cash and positions never go below zero, and the books balance. */
class ConcurrentOrdersTest extends BrokerTest {

    @Autowired
    private OrderDesk desk;

    @Autowired
    private LimitOrders limitOrders;

    @Test
    void twoHundredOrdersForTheMoneyOfHundredSpendItExactly() {
        // 1000.00 each; the opening cash pays for 100.
        var orders = placeAllAtOnce(IntStream.range(0, 200).mapToObj(i -> order(user, Side.BUY, "SEMA", 10)));

        assertThat(orders.stream().collect(Collectors.groupingBy(Order::status, Collectors.counting())))
                .containsEntry(Status.FILLED, 100L)
                .containsEntry(Status.REJECTED, 100L);
        assertThat(cash(user)).isEqualByComparingTo("0.00");
        assertThat(held(user, "SEMA")).isEqualTo(1000);
    }

    @Test
    void twoHundredSalesOfFiftySharesSellThemExactly() {
        desk.place(user, request(Side.BUY, "SEMA", 50), Optional.empty()).block();

        var orders = placeAllAtOnce(IntStream.range(0, 200).mapToObj(i -> order(user, Side.SELL, "SEMA", 1)));

        assertThat(orders).filteredOn(order -> order.status() == Status.FILLED).hasSize(50);
        assertThat(held(user, "SEMA")).isZero();
        assertThat(cash(user)).isEqualByComparingTo("100000.00");
    }

    @Test
    void purchasesAndSalesOfManyPeopleAndStocksNeitherDeadlockNorLoseAnything() {
        var people = Stream.generate(UUID::randomUUID).limit(5).toList();
        var symbols = List.of("SEMA", "BLST");

        var orders = placeAllAtOnce(IntStream.range(0, 400)
                .mapToObj(i -> order(
                        people.get(i % people.size()),
                        i % 3 == 0 ? Side.SELL : Side.BUY,
                        symbols.get(i / 7 % symbols.size()),
                        1 + i * 31 % 400)));

        assertThat(orders).hasSize(400);
        assertThat(people).allSatisfy(this::booksBalance);
    }

    @Test
    void ordersThatAreFilledByATickWhileOthersArePlacedDoNotOverdrawEither() {
        // Each takes 4000.00 of 100000.00 when it is filled: 25 of these 40 can be.
        Flux.range(0, 40)
                .flatMap(i -> desk.place(
                        user,
                        new OrderRequest("SEMA", Side.BUY, OrderType.LIMIT, 50, new BigDecimal("80")),
                        Optional.empty()))
                .blockLast();
        setPrice("SEMA", "80.00");

        var placed = Flux.range(0, 100)
                .flatMap(i -> desk.place(user, request(Side.BUY, "BLST", 100), Optional.empty()), 100);
        var reached = limitOrders.reached().collectList().block();
        var filled = Flux.fromIterable(reached).flatMap(limitOrders::fill, 8);
        Flux.merge(filled, filled, placed.then()).blockLast();

        booksBalance(user);
        assertThat(db.sql("select count(*) from orders where owner = :owner and status = 'OPEN'")
                        .bind("owner", user)
                        .mapValue(Long.class)
                        .one()
                        .block())
                .isZero();
    }

    @Test
    void theDatabaseItselfRefusesWhatMustNotBe() {
        desk.place(user, request(Side.BUY, "SEMA", 1), Optional.empty()).block();

        assertThatThrownBy(() -> db.sql("update portfolio set cash = -0.01 where owner = :owner")
                        .bind("owner", user)
                        .then()
                        .block())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> db.sql("update position set quantity = -1 where owner = :owner")
                        .bind("owner", user)
                        .then()
                        .block())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private List<Order> placeAllAtOnce(Stream<Placement> placements) {
        return Flux.fromStream(placements)
                .flatMap(p -> desk.place(p.owner(), p.request(), Optional.empty()), 400)
                .collectList()
                .block();
    }

    /** Cash is what the executions left of the opening cash, positions are what they moved. */
    private void booksBalance(UUID owner) {
        var expectedCash = db.sql("""
                        select 100000.00 - coalesce(sum(case side when 'BUY' then total else -total end), 0)
                        from orders join execution on order_id = id where owner = :owner""")
                .bind("owner", owner)
                .mapValue(BigDecimal.class)
                .one()
                .block();
        assertThat(cash(owner)).isEqualByComparingTo(expectedCash).isNotNegative();
        for (var symbol : List.of("SEMA", "BLST")) {
            var expected = db.sql("""
                            select coalesce(sum(case side when 'BUY' then e.quantity else -e.quantity end), 0)::bigint
                            from orders o join execution e on order_id = id where owner = :owner and symbol = :symbol""")
                    .bind("owner", owner)
                    .bind("symbol", symbol)
                    .mapValue(Long.class)
                    .one()
                    .block();
            assertThat(held(owner, symbol)).isEqualTo(expected).isNotNegative();
        }
    }

    private static Placement order(UUID owner, Side side, String symbol, int quantity) {
        return new Placement(owner, request(side, symbol, quantity));
    }

    private static OrderRequest request(Side side, String symbol, int quantity) {
        return new OrderRequest(symbol, side, OrderType.MARKET, quantity, null);
    }

    private record Placement(UUID owner, OrderRequest request) {}
}
