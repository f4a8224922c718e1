package dev.signalbox.broker.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.broker.BrokerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class OrderApiTest extends BrokerTest {

    @Test
    void aMarketOrderBooksOrderExecutionPositionAndCash() {
        var answer = order(user, market("BUY", "SEMA", 10));

        answer.expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("FILLED")
                .jsonPath("$.price")
                .isEqualTo(100.00)
                .jsonPath("$.total")
                .isEqualTo(1000.00)
                .jsonPath("$.limitPrice")
                .doesNotExist()
                .jsonPath("$.traceId")
                .value(String.class, id -> assertThat(id).matches("[0-9a-f]{32}"));
        assertThat(cash(user)).isEqualByComparingTo("99000.00");
        assertThat(held(user, "SEMA")).isEqualTo(10);
        assertThat(count("orders join execution on order_id = id", user)).isEqualTo(1);
    }

    @Test
    void theTraceIdOfAnOrderIsTheOneInTheResponseHeader() {
        var order =
                order(user, market("BUY", "SEMA", 1)).expectBody(Placed.class).returnResult();

        assertThat(order.getResponseBody().traceId())
                .isEqualTo(order.getResponseHeaders().getFirst("X-Trace-Id"));
    }

    @Test
    void aSaleGivesTheMoneyBack() {
        order(user, market("BUY", "SEMA", 10)).expectStatus().isCreated();
        setPrice("SEMA", "110.00");

        order(user, market("SELL", "SEMA", 4)).expectStatus().isCreated();

        assertThat(cash(user)).isEqualByComparingTo("99440.00");
        assertThat(held(user, "SEMA")).isEqualTo(6);
    }

    @Test
    void aPortfolioShowsAveragePriceMarketValueAndTotal() {
        order(user, market("BUY", "SEMA", 10)).expectStatus().isCreated();
        setPrice("SEMA", "130.00");
        order(user, market("BUY", "SEMA", 5)).expectStatus().isCreated();

        get("/portfolio", user).expectStatus().isOk().expectBody().json("""
                        {"cash": 98350.00, "totalValue": 100300.00, "positions": [
                          {"symbol": "SEMA", "quantity": 15, "averagePrice": 110.00, "marketValue": 1950.00}]}""");
    }

    @Test
    void everybodyStartsWithAHundredThousandAndLookingStoresNothing() {
        get("/portfolio", user)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(json ->
                        assertThat(json).isEqualTo("{\"cash\":100000.00,\"positions\":[],\"totalValue\":100000.00}"));

        assertThat(count("portfolio", user)).isZero();
    }

    @Test
    void whatWasSoldCompletelyIsNoPositionAnyMore() {
        order(user, market("BUY", "SEMA", 10)).expectStatus().isCreated();
        order(user, market("SELL", "SEMA", 10)).expectStatus().isCreated();

        get("/portfolio", user).expectBody().jsonPath("$.positions").isEmpty();
    }

    @Test
    void anOrderThatCostsMoreThanThereIsIsRejectedAndKeptAsSuch() {
        order(user, market("BUY", "SEMA", 1001))
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:signalbox:problem:insufficient-cash")
                .jsonPath("$.orderId")
                .isNotEmpty()
                .jsonPath("$.traceId")
                .isNotEmpty();

        assertThat(cash(user)).isEqualByComparingTo("100000.00");
        get("/orders", user).expectBody().jsonPath("$.items[0].status").isEqualTo("REJECTED");
    }

    @Test
    void theLastCentMayBeSpent() {
        order(user, market("BUY", "SEMA", 1000)).expectStatus().isCreated();

        assertThat(cash(user)).isEqualByComparingTo("0.00");
    }

    @Test
    void nobodySellsWhatTheyDoNotHave() {
        order(user, market("BUY", "SEMA", 3)).expectStatus().isCreated();

        order(user, market("SELL", "SEMA", 4))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:signalbox:problem:insufficient-position");

        assertThat(held(user, "SEMA")).isEqualTo(3);
    }

    @Test
    void aLimitOrderWithinThePriceIsFilledAtThePrice() {
        order(user, limit("BUY", "SEMA", 10, "105.00"))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("FILLED")
                .jsonPath("$.price")
                .isEqualTo(100.00);
    }

    @Test
    void aLimitOrderOutOfReachStaysOpenAndMovesNothing() {
        order(user, limit("BUY", "SEMA", 10, "95.5"))
                .expectStatus()
                .isCreated()
                .expectBody(String.class)
                .value(json -> assertThat(json)
                        .contains("\"status\":\"OPEN\"", "\"limitPrice\":95.50")
                        .doesNotContain("\"price\""));

        assertThat(cash(user)).isEqualByComparingTo("100000.00");
        assertThat(held(user, "SEMA")).isZero();
    }

    @Test
    void anOrderCanBeReadAgain() {
        var id = order(user, market("BUY", "SEMA", 1))
                .expectBody(Placed.class)
                .returnResult()
                .getResponseBody()
                .id();

        get("/orders/" + id, user)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(id.toString())
                .jsonPath("$.total")
                .isEqualTo(100.00);
    }

    @Test
    void otherPeoplesOrdersDoNotExist() {
        var id = order(user, market("BUY", "SEMA", 1))
                .expectBody(Placed.class)
                .returnResult()
                .getResponseBody()
                .id();
        var stranger = UUID.randomUUID();

        get("/orders/" + id, stranger).expectStatus().isNotFound();
        get("/orders", stranger).expectBody().jsonPath("$.items").isEmpty();
        get("/orders?before=" + id, stranger).expectBody().jsonPath("$.items").isEmpty();
    }

    @Test
    void pagesLeadThroughAllOrdersNewestFirstAlsoWhenNewOnesComeMeanwhile() {
        var placed = new ArrayList<UUID>();
        for (int i = 0; i < 7; i++) {
            placed.add(0, place());
        }

        var seen = new ArrayList<UUID>();
        var page = page("/orders?limit=3");
        seen.addAll(page.ids());
        place();
        while (page.next() != null) {
            page = page("/orders?limit=3&before=" + page.next());
            seen.addAll(page.ids());
        }

        assertThat(seen).isEqualTo(placed);
    }

    @Test
    void theApiDescribesItself() {
        http.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.paths['/orders'].post")
                .exists()
                .jsonPath("$.paths['/portfolio'].get.parameters")
                .doesNotExist();
    }

    private UUID place() {
        return order(user, market("BUY", "BLST", 1))
                .expectBody(Placed.class)
                .returnResult()
                .getResponseBody()
                .id();
    }

    private Page page(String path) {
        return get(path, user).expectBody(Page.class).returnResult().getResponseBody();
    }

    record Placed(UUID id, String traceId) {}

    record Page(List<Placed> items, UUID next) {
        List<UUID> ids() {
            return items.stream().map(Placed::id).toList();
        }
    }
}
