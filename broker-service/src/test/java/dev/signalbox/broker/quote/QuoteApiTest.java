package dev.signalbox.broker.quote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.broker.BrokerTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

class QuoteApiTest extends BrokerTest {

    @Autowired
    private Market market;

    @Test
    void anybodySeesAllQuotesInOrder() {
        var quotes = all();

        assertThat(quotes).hasSize(8).extracting(Quote::symbol).isSorted();
        assertThat(quotes).allSatisfy(quote -> {
            assertThat(quote.name()).isNotBlank();
            assertThat(quote.price()).isPositive();
            assertThat(quote.asOf()).isBefore(Instant.now().plusSeconds(1));
        });
    }

    @Test
    void oneQuoteHasTwoDecimalsAndTheChangeSinceTheDaysFirstPrice() {
        db.sql("update stock set open_price = 80.00 where symbol = 'SEMA'")
                .then()
                .block();

        http.get()
                .uri("/quotes/SEMA")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .exists("X-Trace-Id")
                .expectBody(String.class)
                .value(json -> assertThat(json).contains("\"price\":100.00", "\"change\":25.00"));
    }

    @Test
    void anUnknownSymbolIsNotFound() {
        http.get()
                .uri("/quotes/NOPE")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.traceId")
                .isNotEmpty();
    }

    @Test
    void rubbishAsASymbolIsTheCallersMistake() {
        for (var rubbish : List.of("\u0000", "%00", "'; drop table stock; --", "ä".repeat(500))) {
            http.get()
                    .uri(builder -> builder.path("/quotes/{symbol}").build(rubbish))
                    .exchange()
                    .expectStatus()
                    .value(status -> assertThat(status).isBetween(400, 499));
        }
    }

    @Test
    void aTickMovesThePricesAndTheyArePersisted() {
        var before = all();

        market.move().then(market.move()).then(market.move()).block();

        assertThat(all())
                .extracting(Quote::price)
                .isNotEqualTo(before.stream().map(Quote::price).toList());
    }

    @Test
    void theFirstTickOfADayMakesYesterdaysPriceTheOneToCompareWith() {
        db.sql("update stock set open_price = 1.00, as_of = now() - interval '1 day' where symbol = 'SEMA'")
                .then()
                .block();

        market.move().block();

        var open = db.sql("select open_price from stock where symbol = 'SEMA'")
                .mapValue(BigDecimal.class)
                .one()
                .block();
        assertThat(open).isEqualByComparingTo("100.00");
    }

    private List<Quote> all() {
        return http.get()
                .uri("/quotes")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBodyList(Quote.class)
                .returnResult()
                .getResponseBody();
    }
}
