package dev.signalbox.lab.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP, as a program speaks it. */
public final class Http {

    private final Duration patience;
    private final HttpClient client;
    private final String authorization;

    /**
     * @param patience for a connection, and for an answer
     */
    public Http(Duration patience) {
        this(patience, "");
    }

    private Http(Duration patience, String authorization) {
        this.patience = patience;
        this.authorization = authorization;
        // Version 1.1: the services speak no other, and the wish to upgrade would be on each request.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
    }

    /** As patient, and with a name and password on each request that has no other authorization. */
    public Http as(String user, String password) {
        String pair = user + ":" + password;
        return new Http(patience, "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** As patient as a person is. */
    public Http() {
        this(Duration.ofSeconds(20));
    }

    /**
     * An answer.
     *
     * @param body may be empty
     */
    public record Answer(int status, HttpHeaders headers, String body) {

        /**
         * @throws tools.jackson.core.JacksonException if the body is not JSON
         */
        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /**
         * The trace of the request.
         *
         * @throws IllegalStateException if the answer does not name it
         */
        public String traceId() {
            return headers.firstValue("X-Trace-Id")
                    .orElseThrow(() -> new IllegalStateException("no X-Trace-Id: " + this));
        }
    }

    public Answer get(String url) throws IOException, InterruptedException {
        return send(anonymous(url).GET());
    }

    public Answer get(String url, String token) throws IOException, InterruptedException {
        return send(authorized(url, token).GET());
    }

    public Answer post(String url, String body) throws IOException, InterruptedException {
        return send(anonymous(url).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    public Answer post(String url, String token, String body) throws IOException, InterruptedException {
        return send(authorized(url, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /**
     * @param idempotencyKey names the request, so that it can be sent again without doing more
     */
    public Answer post(String url, String token, String idempotencyKey, String body)
            throws IOException, InterruptedException {
        return send(authorized(url, token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder authorized(String url, String token) {
        return request(url).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder anonymous(String url) {
        return authorization.isEmpty() ? request(url) : request(url).header("Authorization", authorization);
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(patience);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers(), response.body());
    }
}
