package dev.signalbox.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;

/** The steps of a visit. Those after {@link #signIn} want {@code token} in the session. */
final class Visit {

    /** What {@link #roundTrip} sends. */
    static final int ORDERS_OF_A_ROUND_TRIP = 2;

    static ChainBuilder quotes() {
        return exec(http("GET /api/quotes").get("/api/quotes").check(status().is(200)));
    }

    /** Of a stock that somebody is interested in. */
    static ChainBuilder quote() {
        return feed(Data.orders())
                .exec(http("GET /api/quotes/{symbol}")
                        .get("/api/quotes/#{symbol}")
                        .check(status().is(200)));
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

    /** Wants {@code email} and {@code password} in the session; right would be a wonder. */
    static ChainBuilder guessedPassword() {
        return exec(session("#{password}").check(status().in(401, 429)));
    }

    static ChainBuilder signOut() {
        return exec(http("DELETE /api/sessions/current")
                .delete("/api/sessions/current")
                .header("Authorization", "Bearer #{token}")
                .check(status().is(204)));
    }

    static ChainBuilder portfolio() {
        return exec(get("/api/portfolio").check(status().is(200)));
    }

    static ChainBuilder orders() {
        return exec(get("/api/orders").check(status().is(200)));
    }

    static ChainBuilder activity() {
        return exec(get("/api/activity").check(status().is(200)));
    }

    /** Buys some shares and sells them again, after which the visitor holds what they held before. */
    static ChainBuilder roundTrip() {
        return feed(Data.orders())
                .exec(order("BUY", "#{symbol}").check(status().is(201)))
                .exitHereIfFailed()
                .exec(order("SELL", "#{symbol}").check(status().is(201)));
    }

    static ChainBuilder mistypedSymbol() {
        return feed(Data.orders()).exec(order("BUY", "TYPO").check(status().in(404, 422)));
    }

    /** An address out of somebody else's mail: there is no such order for this visitor. */
    static ChainBuilder foreignOrder() {
        return exec(http("GET /api/orders/{id}")
                .get("/api/orders/00000000-0000-4000-8000-000000000000")
                .header("Authorization", "Bearer #{token}")
                .check(status().is(404)));
    }

    /** Without a token. */
    static ChainBuilder portfolioOfNobody() {
        return exec(http("GET /api/portfolio").get("/api/portfolio").check(status().is(401)));
    }

    /** A whole visit, from signing in to signing out. */
    static ChainBuilder fromSignInToSignOut() {
        return exec(signIn())
                .pause(Duration.ofSeconds(1), Duration.ofSeconds(4))
                .exec(portfolio())
                .exec(roundTrip())
                .pause(Duration.ofSeconds(1), Duration.ofSeconds(4))
                .exec(signOut());
    }

    /** What somebody does who came to trade and is signed in already. */
    static ChainBuilder trade() {
        return exec(quotes())
                .pause(Duration.ofMillis(200), Duration.ofSeconds(1))
                .exec(quote())
                .exec(roundTrip())
                .exec(portfolio());
    }

    private static HttpRequestActionBuilder get(String path) {
        return http("GET " + path).get(path).header("Authorization", "Bearer #{token}");
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
                .body(StringBody("{\"symbol\":\"%s\",\"side\":\"%s\",\"type\":\"MARKET\",\"quantity\":#{quantity}}"
                        .formatted(symbol, side)));
    }

    private Visit() {}
}
