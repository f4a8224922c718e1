package dev.signalbox.front;

import dev.signalbox.front.OtherService.Answer;
import dev.signalbox.front.OtherService.Asked;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** auth-service and broker-service as far as front-service sees them, with one account and whoever registers. */
class OtherServices {

    static final String EMAIL = "ada@example.org";
    static final String PASSWORD = "correct horse";
    static final String TOKEN = "T0ken-of_the.only~session/known+here=";
    static final String ORDER_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final String USER_ID = "0191d3f0-5c1e-7cc0-8a2b-000000000001";

    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> ordersByKey = new ConcurrentHashMap<>();
    private final List<Map<String, Object>> orders = new ArrayList<>();

    final OtherService auth = new OtherService(Map.of(
            "POST /users", this::register,
            "POST /sessions", this::signIn,
            "GET /sessions/current", this::whoIs,
            "DELETE /sessions/current", this::signOut));

    final OtherService broker = new OtherService(Map.of(
            "GET /quotes", request -> Answer.of(200, quotes()),
            "GET /quotes/SGNL", request -> Answer.of(200, quotes().get(0)),
            "GET /quotes/NONE", request -> Answer.problem(404, "There is no share NONE."),
            "POST /orders", this::book,
            "GET /orders", this::orders,
            "GET /orders/", this::order,
            "GET /portfolio", this::portfolio));

    OtherServices() {
        reset();
    }

    synchronized void reset() {
        auth.reset();
        broker.reset();
        passwords.clear();
        passwords.put(EMAIL, PASSWORD);
        ordersByKey.clear();
        orders.clear();
    }

    private Answer register(Asked request) {
        String email = (String) request.json().get("email");
        return passwords.putIfAbsent(email, (String) request.json().get("password")) == null
                ? Answer.of(201, user(email))
                : Answer.problem(409, "There is an account with this address.");
    }

    private Answer signIn(Asked request) {
        String email = (String) request.json().get("email");
        return request.json().get("password").equals(passwords.get(email))
                ? Answer.of(
                        201,
                        Map.of(
                                "token", TOKEN,
                                "expiresAt",
                                        Instant.now().plus(1, ChronoUnit.HOURS).toString(),
                                "user", user(email)))
                : Answer.problem(401, "Address and password do not match.");
    }

    private Answer whoIs(Asked request) {
        return known(request)
                ? Answer.of(
                        200,
                        Map.of("user", user(EMAIL), "expiresAt", Instant.now().toString(), "newField", 1))
                : Answer.problem(401, "The token is not valid.");
    }

    private Answer signOut(Asked request) {
        return known(request) ? Answer.of(204, null) : Answer.problem(401, "The token is not valid.");
    }

    private static boolean known(Asked request) {
        return ("Bearer " + TOKEN).equals(request.header("Authorization"));
    }

    private static Map<String, Object> user(String email) {
        return Map.of("id", USER_ID, "email", email, "displayName", "Ada");
    }

    private static List<Map<String, Object>> quotes() {
        return List.of(quote("SGNL", "Signal Works", 101.2, 0.35), quote("RAIL", "Rail & Sons", 48.5, -1.1));
    }

    private static Map<String, Object> quote(String symbol, String name, double price, double change) {
        return Map.of(
                "symbol", symbol, "name", name, "price", price, "change", change, "asOf", "2026-11-21T09:30:15.250Z");
    }

    private synchronized Answer book(Asked request) {
        if (!known(request)) {
            return Answer.problem(401, "The token is not valid.");
        }
        String key = request.header("Idempotency-Key");
        if (key != null && ordersByKey.containsKey(key)) {
            return Answer.of(200, ordersByKey.get(key));
        }
        Map<String, Object> wanted = request.json();
        Map<String, Object> order = new LinkedHashMap<>(wanted);
        order.put("id", UUID.randomUUID().toString());
        boolean limit = wanted.get("type").equals("LIMIT");
        order.put("status", limit ? "OPEN" : "FILLED");
        order.put("price", limit ? null : 101.2);
        order.put("total", limit ? null : 101.2 * (Integer) wanted.get("quantity"));
        order.put("traceId", ORDER_TRACE);
        order.put("createdAt", "2026-11-21T09:30:16Z");
        orders.add(0, order);
        if (key != null) {
            ordersByKey.put(key, order);
        }
        return Answer.of(201, order);
    }

    private synchronized Answer orders(Asked request) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", List.copyOf(orders));
        page.put("next", null);
        return known(request) ? Answer.of(200, page) : Answer.problem(401, "The token is not valid.");
    }

    private synchronized Answer order(Asked request) {
        return orders.stream()
                .filter(order -> request.path().endsWith((String) order.get("id")))
                .findFirst()
                .map(order -> Answer.of(200, order))
                .orElse(Answer.problem(404, "There is no such order."));
    }

    private synchronized Answer portfolio(Asked request) {
        var positions = orders.isEmpty()
                ? List.of()
                : List.of(Map.of("symbol", "SGNL", "quantity", 10, "averagePrice", 100, "marketValue", 1012));
        return known(request)
                ? Answer.of(200, Map.of("cash", 98988, "positions", positions, "totalValue", 100000))
                : Answer.problem(401, "The token is not valid.");
    }

    int booked() {
        return orders.size();
    }
}
