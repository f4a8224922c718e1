package dev.signalbox.broker.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.broker.BrokerTest;
import dev.signalbox.broker.quote.Quote;
import dev.signalbox.broker.quote.Quotes;
import dev.signalbox.broker.quote.SqlQuotes;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Each fault does what it says, and is gone when it is off. */
@TestPropertySource(properties = "spring.r2dbc.pool.max-acquire-time=5s")
class BrokerFaultsTest extends BrokerTest {

    @Autowired
    private ConnectionPool pool;

    @Autowired
    private MeterRegistry meters;

    @Test
    void orderErrorsFailThatShareOfOrdersAndBookNoneOfThem() {
        faults.on(BrokerFaults.ORDER_ERRORS, 100);
        order(user, market("BUY", "SEMA", 1))
                .expectStatus()
                .isEqualTo(500)
                .expectBody()
                .jsonPath("$.traceId")
                .isNotEmpty();
        assertThat(count("orders", user)).isZero();

        faults.on(BrokerFaults.ORDER_ERRORS, 50);
        int failed = 0;
        for (int i = 0; i < 60; i++) {
            failed += order(user, market("BUY", "BLST", 1))
                            .returnResult(Void.class)
                            .getStatus()
                            .is5xxServerError()
                    ? 1
                    : 0;
        }
        assertThat(failed).isBetween(5, 55);

        faults.off(BrokerFaults.ORDER_ERRORS);
        order(user, market("BUY", "SEMA", 1)).expectStatus().isCreated();
    }

    @Test
    void slowQuotesQueryAsksTheDatabaseForEachStockAgainAndAgainWithTheSameAnswer() {
        var right = quotes();
        var queries = new AtomicInteger();
        var counted = new SlowQuotesQuery(counting(queries), db, faults);

        faults.on(BrokerFaults.SLOW_QUOTES_QUERY, 25);
        assertThat(quotes()).isEqualTo(right);
        assertThat(counted.all().collectList().block()).isEqualTo(right);
        assertThat(queries).hasValue(8 * 25);

        faults.off(BrokerFaults.SLOW_QUOTES_QUERY);
        assertThat(counted.all().collectList().block()).isEqualTo(right);
        assertThat(queries).hasValue(8 * 25 + 1);
    }

    @Test
    void connectionPoolStarvationHoldsConnectionsUntilItIsOff() {
        int all = pool.getMetrics().orElseThrow().getMaxAllocatedSize();
        faults.on(BrokerFaults.CONNECTION_POOL_STARVATION, all);

        await().untilAsserted(() -> assertThat(acquired()).isEqualTo(all));
        order(user, market("BUY", "SEMA", 1))
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After");

        faults.off(BrokerFaults.CONNECTION_POOL_STARVATION);
        await().untilAsserted(() -> assertThat(acquired()).isZero());
        order(user, market("BUY", "SEMA", 1)).expectStatus().isCreated();
    }

    @Test
    void memoryLeakKeepsHeapThatNoCollectionFreesUntilItIsOff() {
        long before = heapAfterCollection();
        faults.on(BrokerFaults.MEMORY_LEAK, 20);

        await().untilAsserted(() -> assertThat(heapAfterCollection() - before).isGreaterThan(35 << 20));

        faults.off(BrokerFaults.MEMORY_LEAK);
        await().untilAsserted(() -> assertThat(heapAfterCollection() - before).isLessThan(20 << 20));
    }

    @Test
    void retryStormMultipliesTheCallsToAuthService() {
        assertThat(callsToAuthDuringOneRequest()).isEqualTo(1);

        faults.on(BrokerFaults.RETRY_STORM, 5);
        assertThat(callsToAuthDuringOneRequest()).isEqualTo(6);

        faults.off(BrokerFaults.RETRY_STORM);
        assertThat(callsToAuthDuringOneRequest()).isEqualTo(1);
    }

    @Test
    void negativePriceDataIsBelievedByEverybodyAndShowsOnlyInTheData() {
        faults.on(BrokerFaults.NEGATIVE_PRICE_DATA, 100);
        assertThat(quotes()).extracting(Quote::price).allMatch(price -> price.signum() < 0);
        assertThat(meters.get("quote.price").tag("quote.symbol", "SEMA").gauge().value())
                .isEqualTo(-100.0);
        order(user, market("BUY", "SEMA", 1)).expectStatus().isCreated();
        assertThat(cash(user)).isEqualByComparingTo(new BigDecimal("100100.00"));

        faults.off(BrokerFaults.NEGATIVE_PRICE_DATA);
        assertThat(quotes()).extracting(Quote::price).allMatch(price -> price.signum() > 0);
    }

    /** The real quotes; each read of them is one statement. */
    private Quotes counting(AtomicInteger queries) {
        var stored = new SqlQuotes(db);
        return new Quotes() {
            @Override
            public Flux<Quote> all() {
                queries.incrementAndGet();
                return stored.all();
            }

            @Override
            public Mono<Quote> find(String symbol) {
                queries.incrementAndGet();
                return stored.find(symbol);
            }
        };
    }

    private List<Quote> quotes() {
        return http.get()
                .uri("/quotes")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBodyList(Quote.class)
                .returnResult()
                .getResponseBody();
    }

    private int callsToAuthDuringOneRequest() {
        int before = AUTH.asked();
        get("/portfolio", user).expectStatus().isOk();
        return AUTH.asked() - before;
    }

    private int acquired() {
        return pool.getMetrics().orElseThrow().acquiredSize();
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
