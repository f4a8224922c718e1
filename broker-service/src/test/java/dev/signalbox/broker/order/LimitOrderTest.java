package dev.signalbox.broker.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.broker.BrokerTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

class LimitOrderTest extends BrokerTest {

    @Autowired
    private MarketClock clock;

    @Autowired
    private LimitOrders limitOrders;

    @Test
    void anOpenPurchaseIsFilledWhenThePriceFallsToItsLimit() {
        order(user, limit("BUY", "SEMA", 10, "90.00")).expectStatus().isCreated();

        setPrice("SEMA", "90.01");
        fillReached();
        assertThat(status()).isEqualTo("OPEN");

        setPrice("SEMA", "89.50");
        fillReached();

        get("/orders", user)
                .expectBody()
                .jsonPath("$.items[0].status")
                .isEqualTo("FILLED")
                .jsonPath("$.items[0].price")
                .isEqualTo(89.50)
                .jsonPath("$.items[0].settledAt")
                .isNotEmpty();
        assertThat(cash(user)).isEqualByComparingTo("99105.00");
        assertThat(held(user, "SEMA")).isEqualTo(10);
    }

    @Test
    void anOpenSaleIsFilledWhenThePriceRisesToItsLimit() {
        order(user, market("BUY", "SEMA", 10)).expectStatus().isCreated();
        order(user, limit("SELL", "SEMA", 10, "110.00")).expectStatus().isCreated();

        setPrice("SEMA", "110.00");
        fillReached();

        assertThat(status()).isEqualTo("FILLED");
        assertThat(cash(user)).isEqualByComparingTo("100100.00");
    }

    @Test
    void anOpenOrderReservesNothingAndIsRejectedIfTheMoneyIsGoneByThen() {
        order(user, limit("BUY", "SEMA", 1000, "90.00")).expectStatus().isCreated();
        order(user, market("BUY", "BLST", 5000)).expectStatus().isCreated();

        setPrice("SEMA", "90.00");
        fillReached();

        get("/orders", user)
                .expectBody()
                .jsonPath("$.items[1].status")
                .isEqualTo("REJECTED")
                .jsonPath("$.items[1].reason")
                .isEqualTo("INSUFFICIENT_CASH");
        assertThat(cash(user)).isEqualByComparingTo("50000.00");
    }

    @Test
    void aLimitOrderThatCouldNeverBePaidIsRejectedAtOnce() {
        order(user, limit("BUY", "SEMA", 2000, "90.00")).expectStatus().isEqualTo(422);
    }

    @Test
    void anOrderIsFilledOnlyOnceHoweverOftenTheClockTicks() {
        order(user, limit("BUY", "SEMA", 10, "90.00")).expectStatus().isCreated();
        setPrice("SEMA", "80.00");

        clock.tick().then(clock.tick()).block();

        assertThat(held(user, "SEMA")).isEqualTo(10);
    }

    /** What a tick does after it has moved the prices. */
    private void fillReached() {
        limitOrders
                .reached()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(limitOrders::fill)
                .blockLast();
    }

    private String status() {
        return db.sql("select status from orders where owner = :owner order by id desc limit 1")
                .bind("owner", user)
                .mapValue(String.class)
                .one()
                .block();
    }
}
