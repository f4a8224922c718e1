package dev.signalbox.lab.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP, as a program speaks it. */
final class Http {

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * An answer.
     *
     * @param body may be empty
     */
    record Answer(int status, java.net.http.HttpHeaders headers, String body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String traceId() {
            return headers.firstValue("X-Trace-Id").orElseThrow(() -> new AssertionError("no X-Trace-Id: " + this));
        }
    }

    Answer get(String url) throws IOException, InterruptedException {
        return send(request(url).GET());
    }

    Answer get(String url, String token) throws IOException, InterruptedException {
        return send(request(url).header("Authorization", "Bearer " + token).GET());
    }

    /** As Prometheus asks: exemplars are in this format only. */
    Answer getOpenMetrics(String url) throws IOException, InterruptedException {
        return send(request(url)
                .header("Accept", "application/openmetrics-text; version=1.0.0")
                .GET());
    }

    Answer post(String url, String body) throws IOException, InterruptedException {
        return send(request(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer post(String url, String token, String body) throws IOException, InterruptedException {
        return send(request(url)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** @param idempotencyKey names the request, so that it can be sent again without doing more */
    Answer post(String url, String token, String idempotencyKey, String body) throws IOException, InterruptedException {
        return send(request(url)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers(), response.body());
    }
}
