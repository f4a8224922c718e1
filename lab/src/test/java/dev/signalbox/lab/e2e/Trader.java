package dev.signalbox.lab.e2e;

import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.home.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Someone with an account of their own who trades by front-service's public API. */
final class Trader {

    private final Http http = new Http();
    private final Lab lab;
    private final String credentials;
    private String token;
    private String share;

    private Trader(Lab lab, String credentials) {
        this.lab = lab;
        this.credentials = credentials;
    }

    /** Registers and signs in. */
    static Trader register(Lab lab) throws IOException, InterruptedException {
        String email = UUID.randomUUID() + "@signalbox.test";
        Trader trader = new Trader(lab, "{\"email\": \"" + email + "\", \"password\": \"correct horse\"}");
        String account = "{\"email\": \"" + email + "\", \"password\": \"correct horse\", \"displayName\": \"Ada\"}";
        // The first requests after a start are slow, on a busy machine too slow for the services' time limits; then
        // the second attempt may find the account made by the first.
        patiently(() -> trader.http.post(lab.url(Ports.FRONT, "/api/users"), account), 201, 409);
        patiently(trader::signIn, 201);
        trader.share = cheapest(patiently(() -> trader.http.get(lab.url(Ports.FRONT, "/api/quotes")), 200)
                .json());
        return trader;
    }

    /** Buys one share, and again until that works. */
    Http.Answer buyAtLast() {
        return patiently(this::buy, 201);
    }

    private static Http.Answer patiently(Callable<Http.Answer> request, Integer... wanted) {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(request, answer -> List.of(wanted).contains(answer.status()));
    }

    /** Signs in anew. */
    Http.Answer signIn() throws IOException, InterruptedException {
        Http.Answer answer = http.post(lab.url(Ports.FRONT, "/api/sessions"), credentials);
        if (answer.status() == 201) {
            token = answer.json().path("token").asString();
        }
        return answer;
    }

    /** Of which a new account's cash buys thousands. */
    private static String cheapest(JsonNode quotes) {
        return StreamSupport.stream(quotes.spliterator(), false)
                .min(Comparator.comparing(quote -> quote.path("price").decimalValue()))
                .orElseThrow()
                .path("symbol")
                .asString();
    }

    /** Buys one share. */
    Http.Answer buy() throws IOException, InterruptedException {
        return http.post(lab.url(Ports.FRONT, "/api/orders"), token, oneShare());
    }

    /** Buys one share, or asks once more how that went. Front-service tries such an order again by itself, too. */
    Http.Answer buy(String idempotencyKey) throws IOException, InterruptedException {
        return http.post(lab.url(Ports.FRONT, "/api/orders"), token, idempotencyKey, oneShare());
    }

    private String oneShare() {
        return "{\"symbol\": \"%s\", \"side\": \"BUY\", \"type\": \"MARKET\", \"quantity\": 1}".formatted(share);
    }

    /** The ids of all orders there are. */
    List<String> orderIds() throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String before = "";
        do {
            JsonNode page = http.get(lab.url(Ports.FRONT, "/api/orders?limit=100" + before), token)
                    .json();
            page.path("items").forEach(order -> ids.add(order.path("id").asString()));
            String next = page.path("next").asString("");
            before = next.isEmpty() ? "" : "&before=" + next;
        } while (!before.isEmpty());
        return ids;
    }

    String token() {
        return token;
    }
}
