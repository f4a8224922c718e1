package dev.signalbox.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The steps of a visit. Those after {@link #signIn} want {@code token} in the session. */
final class Visit {

    /** Some of those that broker-service has. */
    private static final List<Map<String, Object>> STOCKS = Stream.of("BLST", "JNCT", "LANT", "TURN", "WHST")
            .<Map<String, Object>>map(symbol -> Map.of("symbol", symbol))
            .toList();

    /** What {@link #roundTrip} sends. */
    static final int ORDERS_OF_A_ROUND_TRIP = 2;

    static ChainBuilder quotes() {
        return exec(http("GET /api/quotes").get("/api/quotes").check(status().is(200)));
    }

    /** Wants {@code email} and {@code password} in the session and leaves {@code token} there. */
    static ChainBuilder signIn() {
        return exec(session("#{password}")
                        .check(status().is(201), jsonPath("$.token").saveAs("token")))
                .exitHereIfFailed();
    }

    static ChainBuilder mistypedPassword() {
        return exec(session("#{password}-typo").check(status().is(401)));
    }

    static ChainBuilder signOut() {
        return exec(http("DELETE /api/sessions/current")
                .delete("/api/sessions/current")
                .header("Authorization", "Bearer #{token}")
                .check(status().is(204)));
    }

    static ChainBuilder portfolio() {
        return exec(http("GET /api/portfolio")
                .get("/api/portfolio")
                .header("Authorization", "Bearer #{token}")
                .check(status().is(200)));
    }

    /** Buys one share of some stock and sells it again, after which the visitor holds what they held before. */
    static ChainBuilder roundTrip() {
        return feed(listFeeder(STOCKS).random())
                .exec(order("BUY", "#{symbol}").check(status().is(201)))
                .exec(order("SELL", "#{symbol}").check(status().is(201)));
    }

    static ChainBuilder mistypedSymbol() {
        return exec(order("BUY", "TYPO").check(status().in(404, 422)));
    }

    private static HttpRequestActionBuilder session(String password) {
        return http("POST /api/sessions")
                .post("/api/sessions")
                .header("Content-Type", "application/json")
                .body(StringBody("{\"email\":\"#{email}\",\"password\":\"" + password + "\"}"));
    }

    private static HttpRequestActionBuilder order(String side, String symbol) {
        return http("POST /api/orders")
                .post("/api/orders")
                .header("Authorization", "Bearer #{token}")
                .header("Content-Type", "application/json")
                .body(StringBody("{\"symbol\":\"%s\",\"side\":\"%s\",\"type\":\"MARKET\",\"quantity\":1}"
                        .formatted(symbol, side)));
    }

    private Visit() {}
}
