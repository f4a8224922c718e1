package dev.signalbox.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The visitors of a simulation, registered and signed in before it starts, so that what it measures is trading and not
 * bcrypt.
 */
final class Accounts {

    private static final String PASSWORD = "load-only-password";

    private final Target target;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Retry patience = Retry.of(
            "accounts",
            RetryConfig.<HttpResponse<String>>custom()
                    .maxAttempts(30)
                    .waitDuration(Duration.ofSeconds(2))
                    .retryOnResult(answer -> answer.statusCode() == 429 || answer.statusCode() >= 500)
                    .retryOnException(e -> false)
                    .build());

    Accounts(Target target) {
        this.target = target;
    }

    /**
     * Makes sure that the simulation's users have accounts.
     *
     * @return feeder records with {@code email} and {@code password}
     * @throws IllegalStateException when front-service does not answer as it should
     */
    List<Map<String, Object>> register() {
        return IntStream.range(0, target.users())
                .mapToObj(Person::number)
                .map(this::account)
                .toList();
    }

    /**
     * {@linkplain #register Registers} and signs in.
     *
     * @return feeder records with {@code email}, {@code password} and {@code token}
     * @throws IllegalStateException when front-service does not answer as it should
     */
    List<Map<String, Object>> signIn() {
        return register().stream()
                .map(account -> Map.of(
                        "email", account.get("email"), "password", account.get("password"), "token", token(account)))
                .toList();
    }

    private Map<String, Object> account(Person person) {
        HttpResponse<String> registered = post(
                "/api/users",
                Map.of("email", person.email(), "password", PASSWORD, "displayName", person.displayName()));
        if (registered.statusCode() != 201 && registered.statusCode() != 409) {
            throw new IllegalStateException("cannot register " + person.email() + ": " + registered.body());
        }
        return Map.of("email", person.email(), "password", PASSWORD);
    }

    private String token(Map<String, Object> account) {
        HttpResponse<String> signedIn = post("/api/sessions", account);
        if (signedIn.statusCode() != 201) {
            throw new IllegalStateException("cannot sign in " + account.get("email") + ": " + signedIn.body());
        }
        return read(signedIn.body()).path("token").asText();
    }

    /** Services that have just started, or an auth-service that has had enough of this address, ask to wait. */
    private HttpResponse<String> post(String path, Map<String, ?> body) {
        return patience.executeSupplier(() -> postOnce(path, body));
    }

    private HttpResponse<String> postOnce(String path, Map<String, ?> body) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(target.baseUrl() + path))
                            .header("User-Agent", target.userAgent())
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "front-service at " + target.baseUrl() + " does not answer: is the lab up?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signing in", e);
        }
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
