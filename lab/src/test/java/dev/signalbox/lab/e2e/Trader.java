package dev.signalbox.lab.e2e;

import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.home.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Someone with an account of their own who trades by front-service's public API. */
final class Trader {

    private final Http http = new Http();
    private final Lab lab;
    private final String credentials;
    private String token;

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

    /** Buys one share of whatever is quoted first. */
    Http.Answer buy() throws IOException, InterruptedException {
        String symbol = http.get(lab.url(Ports.FRONT, "/api/quotes"), token)
                .json()
                .path(0)
                .path("symbol")
                .asString("");
        return http.post(lab.url(Ports.FRONT, "/api/orders"), token, """
                {"symbol": "%s", "side": "BUY", "type": "MARKET", "quantity": 1}""".formatted(symbol));
    }

    Http.Answer orders() throws IOException, InterruptedException {
        return http.get(lab.url(Ports.FRONT, "/api/orders"), token);
    }

    Http.Answer order(String id) throws IOException, InterruptedException {
        return http.get(lab.url(Ports.FRONT, "/api/orders/" + id), token);
    }

    Http.Answer portfolio() throws IOException, InterruptedException {
        return http.get(lab.url(Ports.FRONT, "/api/portfolio"), token);
    }

    String token() {
        return token;
    }
}
