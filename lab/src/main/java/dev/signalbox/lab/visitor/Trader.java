package dev.signalbox.lab.visitor;

import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.http.Http;
import dev.signalbox.lab.http.Http.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Someone with an account of their own who trades by front-service's public API. */
public final class Trader {

    /** The first requests after a start are slow, on a busy machine too slow for the services' time limits. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String PASSWORD = "correct horse";

    private final Http http = new Http();
    private final URI front;
    private String email = "";
    private String token = "";
    private String share = "";

    private Trader(URI front) {
        this.front = front;
    }

    /**
     * Somebody who has no account yet.
     *
     * @param front front-service's address
     */
    public static Trader newcomer(URI front) {
        return new Trader(front);
    }

    /**
     * Registers and signs in.
     *
     * @param front front-service's address
     */
    public static Trader register(URI front) {
        Trader trader = newcomer(front);
        patiently(trader::register, 201);
        patiently(trader::signIn, 201);
        patiently(trader::chooseShare, 200);
        return trader;
    }

    /**
     * Does something again and again, until it is answered with one of the wanted statuses.
     *
     * @throws org.awaitility.core.ConditionTimeoutException if it never is
     */
    public static Answer patiently(Callable<Answer> request, Integer... wanted) {
        return await().atMost(PATIENCE)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(request, answer -> Arrays.asList(wanted).contains(answer.status()));
    }

    /** Makes an account, and another one if asked again: the first attempt may have made one that nobody was told of. */
    public Answer register() throws IOException, InterruptedException {
        email = UUID.randomUUID() + "@signalbox.test";
        return http.post(url("/api/users"), """
                {"email": "%s", "password": "%s", "displayName": "Ada"}""".formatted(email, PASSWORD));
    }

    /** Signs in anew. */
    public Answer signIn() throws IOException, InterruptedException {
        Answer answer = signIn(PASSWORD);
        if (answer.status() == 201) {
            token = answer.json().path("token").asString();
        }
        return answer;
    }

    /** Tries to sign in with a password that is not theirs. */
    public Answer mistype() throws IOException, InterruptedException {
        return signIn("wrong horse");
    }

    private Answer signIn(String password) throws IOException, InterruptedException {
        return http.post(url("/api/sessions"), """
                {"email": "%s", "password": "%s"}""".formatted(email, password));
    }

    /** Looks at the quotes and chooses the cheapest share, of which a new account's cash buys thousands. */
    public Answer chooseShare() throws IOException, InterruptedException {
        Answer answer = http.get(url("/api/quotes"));
        if (answer.status() == 200) {
            share = StreamSupport.stream(answer.json().spliterator(), false)
                    .min(Comparator.comparing(quote -> quote.path("price").decimalValue()))
                    .orElseThrow()
                    .path("symbol")
                    .asString();
        }
        return answer;
    }

    /** Buys one share, and again until that works. */
    public Answer buyAtLast() {
        return patiently(this::buy, 201);
    }

    /** Buys one share. */
    public Answer buy() throws IOException, InterruptedException {
        return http.post(url("/api/orders"), token, market("BUY", 1));
    }

    /** Tries to sell more shares than they have: refused with 422. */
    public Answer overreach() throws IOException, InterruptedException {
        return http.post(url("/api/orders"), token, market("SELL", 10_000));
    }

    /** Buys one share, or asks once more how that went. Front-service tries such an order again by itself, too. */
    public Answer buy(String idempotencyKey) throws IOException, InterruptedException {
        return http.post(url("/api/orders"), token, idempotencyKey, market("BUY", 1));
    }

    private String market(String side, int quantity) {
        return """
                {"symbol": "%s", "side": "%s", "type": "MARKET", "quantity": %d}""".formatted(share, side, quantity);
    }

    /** One of their orders, or somebody else's: that is not found. */
    public Answer order(UUID id) throws IOException, InterruptedException {
        return http.get(url("/api/orders/" + id), token);
    }

    /** What they did, newest first. */
    public Answer activity() throws IOException, InterruptedException {
        return http.get(url("/api/activity"), token);
    }

    /** The ids of all orders there are. */
    public List<String> orderIds() throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String before = "";
        do {
            JsonNode page =
                    http.get(url("/api/orders?limit=100" + before), token).json();
            page.path("items").forEach(order -> ids.add(order.path("id").asString()));
            String next = page.path("next").asString("");
            before = next.isEmpty() ? "" : "&before=" + next;
        } while (!before.isEmpty());
        return ids;
    }

    public String token() {
        return token;
    }

    private String url(String path) {
        return front + path;
    }
}
