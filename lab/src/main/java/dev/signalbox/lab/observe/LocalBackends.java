package dev.signalbox.lab.observe;

import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.observe.Alert.State;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The servers of {@code signalbox up}. */
public final class LocalBackends implements Backends {

    /** One that hangs must not hold up the look at the others. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Ports ports;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    public LocalBackends(Ports ports) {
        this.ports = ports;
    }

    @Override
    public Map<String, Set<Alert>> alertsOfPrometheus() {
        return askEach(
                Map.of("prometheus-1", Ports.PROMETHEUS_1, "prometheus-2", Ports.PROMETHEUS_2),
                "/api/v1/alerts",
                answer -> alerts(answer.path("data").path("alerts"), alert -> alert.path("state")));
    }

    @Override
    public Map<String, Set<Alert>> alertsOfAlertmanager() {
        return askEach(
                Map.of("alertmanager-1", Ports.ALERTMANAGER_1, "alertmanager-2", Ports.ALERTMANAGER_2),
                "/api/v2/alerts",
                answer -> alerts(answer, alert -> alert.path("status").path("state")));
    }

    @Override
    public List<NotificationCount> notifications(String alertname, String service, Instant since) {
        JsonNode counts = ask(ports.http(Ports.PAGER)
                .resolve("/api/notifications/count?alertname=" + encode(alertname) + "&service=" + encode(service)
                        + "&since=" + encode(since.toString())));
        return counts.valueStream()
                .map(count -> new NotificationCount(
                        count.path("channel").asString(),
                        count.path("firing").asInt(),
                        count.path("resolved").asInt()))
                .toList();
    }

    private Map<String, Set<Alert>> askEach(
            Map<String, Integer> servers, String path, Function<JsonNode, Set<Alert>> reader) {
        Map<String, Set<Alert>> answers = new LinkedHashMap<>();
        servers.forEach((name, port) -> {
            try {
                answers.put(name, reader.apply(ask(ports.http(port).resolve(path))));
            } catch (NoAnswerException e) {
                // Missing, as the caller is told.
            }
        });
        return answers;
    }

    private JsonNode ask(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new NoAnswerException(address + " answered " + answer.statusCode(), null);
            }
            return JSON.readTree(answer.body());
        } catch (IOException | JacksonException e) {
            throw new NoAnswerException(address + " did not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("Interrupted while asking " + address, e);
        }
    }

    private static Set<Alert> alerts(JsonNode alerts, Function<JsonNode, JsonNode> state) {
        return alerts.valueStream()
                .map(alert -> new Alert(
                        alert.path("labels").path("alertname").asString(""),
                        alert.path("labels").path("service_name").asString(""),
                        state(state.apply(alert).asString(""))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static State state(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "pending" -> State.PENDING;
            case "suppressed" -> State.SUPPRESSED;
            // Prometheus says firing; Alertmanager says active, or for a moment unprocessed.
            default -> State.FIRING;
        };
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
