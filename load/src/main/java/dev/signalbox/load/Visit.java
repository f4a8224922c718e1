package dev.signalbox.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.http.Http;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.function.Function;

/** The steps of a visit. Those after {@link #signIn} want {@code token} in the session. */
final class Visit {

    /** What {@link #roundTrip} sends. */
    static final int ORDERS_OF_A_ROUND_TRIP = 2;

    /** Longer than front-service may take for anything. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Target target;
    private final Duration patience;

    Visit(Target target) {
        this(target, PATIENCE);
    }

    /** @param patience how long a visitor waits for an answer */
    Visit(Target target, Duration patience) {
        this.target = target;
        this.patience = patience;
    }

    ChainBuilder quotes() {
        return ask("GET /api/quotes", to -> to.get("/api/quotes").check(status().is(200)));
    }

    /** Of a stock that somebody is interested in. */
    ChainBuilder quote() {
        return feed(Data.orders())
                .exec(ask(
                        "GET /api/quotes/{symbol}",
                        to -> to.get("/api/quotes/#{symbol}").check(status().is(200))));
    }

    /** Wants {@code email} and {@code password} in the session and leaves {@code token} there. */
    ChainBuilder signIn() {
        return session("#{password}", status().is(201), jsonPath("$.token").saveAs("token"))
                .exitHereIfFailed();
    }

    ChainBuilder mistypedPassword() {
        return session("#{password}-typo", status().is(401));
    }

    /** Wants {@code email} and {@code password} in the session; right would be a wonder. */
    ChainBuilder guessedPassword() {
        return session("#{password}", status().in(401, 429));
    }

    ChainBuilder signOut() {
        return ask(
                "DELETE /api/sessions/current",
                to -> signedIn(to.delete("/api/sessions/current")).check(status().is(204)));
    }

    ChainBuilder portfolio() {
        return get("/api/portfolio");
    }

    ChainBuilder orders() {
        return get("/api/orders");
    }

    ChainBuilder activity() {
        return get("/api/activity");
    }

    /** Buys some shares and sells them again, after which the visitor holds what they held before. */
    ChainBuilder roundTrip() {
        return feed(Data.orders())
                .exec(order("BUY", "#{symbol}", status().is(201)))
                .exitHereIfFailed()
                .exec(order("SELL", "#{symbol}", status().is(201)));
    }

    ChainBuilder mistypedSymbol() {
        return feed(Data.orders()).exec(order("BUY", "TYPO", status().in(404, 422)));
    }

    /** An address out of somebody else's mail: there is no such order for this visitor. */
    ChainBuilder foreignOrder() {
        return ask(
                "GET /api/orders/{id}",
                to -> signedIn(to.get("/api/orders/00000000-0000-4000-8000-000000000000"))
                        .check(status().is(404)));
    }

    /** Without a token. */
    ChainBuilder portfolioOfNobody() {
        return ask("GET /api/portfolio", to -> to.get("/api/portfolio").check(status().is(401)));
    }

    /** A whole visit, from signing in to signing out. */
    ChainBuilder fromSignInToSignOut() {
        return exec(signIn())
                .pause(Duration.ofSeconds(1), Duration.ofSeconds(4))
                .exec(portfolio())
                .exec(roundTrip())
                .pause(Duration.ofSeconds(1), Duration.ofSeconds(4))
                .exec(signOut());
    }

    /** What somebody does who came to trade and is signed in already. */
    ChainBuilder trade() {
        return exec(quotes())
                .pause(Duration.ofMillis(200), Duration.ofSeconds(1))
                .exec(quote())
                .exec(roundTrip())
                .exec(portfolio());
    }

    private ChainBuilder get(String path) {
        return ask("GET " + path, to -> signedIn(to.get(path)).check(status().is(200)));
    }

    private ChainBuilder session(String password, CheckBuilder... checks) {
        return ask(
                "POST /api/sessions",
                to -> to.post("/api/sessions")
                        .header("Content-Type", "application/json")
                        .body(StringBody("{\"email\":\"#{email}\",\"password\":\"" + password + "\"}"))
                        .check(checks));
    }

    private ChainBuilder order(String side, String symbol, CheckBuilder check) {
        return ask(
                "POST /api/orders",
                to -> signedIn(to.post("/api/orders"))
                        .header("Content-Type", "application/json")
                        .body(StringBody(
                                "{\"symbol\":\"%s\",\"side\":\"%s\",\"type\":\"MARKET\",\"quantity\":#{quantity}}"
                                        .formatted(symbol, side)))
                        .check(check));
    }

    private static HttpRequestActionBuilder signedIn(HttpRequestActionBuilder request) {
        return request.header("Authorization", "Bearer #{token}");
    }

    /** Sends a request, and sees to it that it is counted even if nobody answers. */
    private ChainBuilder ask(String name, Function<Http, HttpRequestActionBuilder> request) {
        return exec(Waiting::begin)
                .exec(request.apply(http(name)).requestTimeout(patience))
                .exec(visitor -> Waiting.end(visitor, target.simulation(), name, patience));
    }
}
