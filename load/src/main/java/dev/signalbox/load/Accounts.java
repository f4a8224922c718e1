package dev.signalbox.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The visitors of a simulation, registered and signed in before it starts, so that what it measures is trading and not
 * bcrypt.
 */
final class Accounts {

    private static final String PASSWORD = "load-only-password";

    private final String baseUrl;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    Accounts(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /**
     * Makes sure that the accounts {@code load-1} to {@code load-<count>} exist.
     *
     * @return feeder records with {@code email} and {@code password}
     * @throws IllegalStateException when front-service does not answer as it should
     */
    List<Map<String, Object>> register(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(this::account).toList();
    }

    /**
     * {@linkplain #register Registers} and signs in.
     *
     * @return feeder records with {@code email}, {@code password} and {@code token}
     * @throws IllegalStateException when front-service does not answer as it should
     */
    List<Map<String, Object>> signIn(int count) {
        return register(count).stream()
                .map(account -> Map.of(
                        "email", account.get("email"), "password", account.get("password"), "token", token(account)))
                .toList();
    }

    private Map<String, Object> account(int number) {
        String email = "load-" + number + "@signalbox.test";
        HttpResponse<String> registered =
                post("/api/users", Map.of("email", email, "password", PASSWORD, "displayName", "Load " + number));
        if (registered.statusCode() != 201 && registered.statusCode() != 409) {
            throw new IllegalStateException("cannot register " + email + ": " + registered.body());
        }
        return Map.of("email", email, "password", PASSWORD);
    }

    private String token(Map<String, Object> account) {
        HttpResponse<String> signedIn = post("/api/sessions", account);
        if (signedIn.statusCode() != 201) {
            throw new IllegalStateException("cannot sign in " + account.get("email") + ": " + signedIn.body());
        }
        return read(signedIn.body()).path("token").asText();
    }

    private HttpResponse<String> post(String path, Map<String, ?> body) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(baseUrl + path))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("front-service at " + baseUrl + " does not answer: is the lab up?", e);
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
