package dev.signalbox.broker.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.broker.BrokerTest;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;

class IdempotencyTest extends BrokerTest {

    @Autowired
    private OrderDesk desk;

    @Autowired
    private MarketClock clock;

    @Test
    void aRepeatGetsTheFirstAnswerAndBooksNothing() {
        var first = answer(order(user, market("BUY", "SEMA", 10), "key-1"), 201);
        setPrice("SEMA", "50.00");

        var second = answer(order(user, market("BUY", "SEMA", 10), "key-1"), 201);

        assertThat(second).isEqualTo(first);
        assertThat(cash(user)).isEqualByComparingTo("99000.00");
    }

    @Test
    void aRepeatOfARejectedOrderIsRejectedEvenIfItCouldBePaidNow() {
        answer(order(user, market("BUY", "SEMA", 1001), "key-1"), 422);
        setPrice("SEMA", "1.00");

        assertThat(answer(order(user, market("BUY", "SEMA", 1001), "key-1"), 422))
                .contains("insufficient-cash");
        assertThat(count("orders", user)).isEqualTo(1);
    }

    @Test
    void aRepeatOfALimitOrderThatWasFilledMeanwhileStillSaysOpen() {
        var first = answer(order(user, limit("BUY", "SEMA", 1, "90"), "key-1"), 201);
        setPrice("SEMA", "80.00");
        clock.tick().block();
        assertThat(held(user, "SEMA")).isEqualTo(1);

        assertThat(answer(order(user, limit("BUY", "SEMA", 1, "90.0"), "key-1"), 201))
                .isEqualTo(first);
        assertThat(held(user, "SEMA")).isEqualTo(1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        answer(order(user, market("BUY", "SEMA", 10), "key-1"), 201);

        order(user, market("BUY", "SEMA", 11), "key-1")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:signalbox:problem:idempotency-key-reused");
        assertThat(count("orders", user)).isEqualTo(1);
    }

    @Test
    void keysOfDifferentPeopleHaveNothingToDoWithEachOther() {
        answer(order(user, market("BUY", "SEMA", 10), "key-1"), 201);
        var other = UUID.randomUUID();

        answer(order(other, market("BUY", "SEMA", 20), "key-1"), 201);

        assertThat(held(other, "SEMA")).isEqualTo(20);
    }

    @Test
    void withoutAKeyEveryOrderIsAnOrder() {
        answer(order(user, market("BUY", "SEMA", 1)), 201);
        answer(order(user, market("BUY", "SEMA", 1)), 201);

        assertThat(held(user, "SEMA")).isEqualTo(2);
    }

    @Test
    void twinsThatComeAtTheSameTimeAreBookedOnceAndGetTheSameAnswer() {
        var request = new OrderRequest("SEMA", Side.BUY, OrderType.MARKET, 10, null);

        var answers = Flux.fromStream(IntStream.range(0, 30).boxed())
                .flatMap(i -> desk.place(user, request, Optional.of("key-1")), 30)
                .collectList()
                .block();

        assertThat(answers).hasSize(30).containsOnly(answers.get(0));
        assertThat(count("orders", user)).isEqualTo(1);
        assertThat(cash(user)).isEqualByComparingTo("99000.00");
        assertThat(held(user, "SEMA")).isEqualTo(10);
    }

    private static String answer(ResponseSpec response, int status) {
        return response.expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
