package dev.signalbox.backend.alert;

import dev.signalbox.backend.server.ServerSettings;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Asks both Prometheus and both Alertmanagers at the same time, and puts their answers side by side. */
@Component
public class Alerts implements DisposableBean {

    /** Two pages' worth of questions at once; the others wait for their turn. */
    private static final int QUESTIONS_AT_ONCE = 10;

    private final ServerSettings settings;
    private final RestClient http;
    private final ExecutorService questions = Executors.newFixedThreadPool(QUESTIONS_AT_ONCE, task -> {
        Thread thread = new Thread(task, "alerts");
        thread.setDaemon(true);
        return thread;
    });

    Alerts(ServerSettings settings) {
        this.settings = settings;
        this.http = settings.client(settings.timeout());
    }

    /** The alerts of all servers. */
    public Overview overview() {
        List<CompletableFuture<Source<Seen>>> asked = new ArrayList<>();
        settings.prometheusByName()
                .forEach((name, url) -> asked.add(ask(name, url, "/api/v1/rules?type=alert", Alerts::ofPrometheus)));
        settings.alertmanagerByName()
                .forEach((name, url) -> asked.add(ask(name, url, "/api/v2/alerts", Alerts::ofAlertmanager)));
        List<Source<Seen>> sources = asked.stream().map(CompletableFuture::join).toList();
        return new Overview(sources, sideBySide(sources));
    }

    /** The newest notifications, newest first. */
    public Source<Notification> inbox(int limit) {
        return ask("pager", settings.pager(), "/api/notifications?limit=" + limit, this::ofPager)
                .join();
    }

    @Override
    public void destroy() {
        questions.shutdownNow();
    }

    /**
     * What is known of all alerts.
     *
     * @param sources the servers, each Prometheus first
     * @param alerts what fires first, then what is pending, then what is silenced
     */
    public record Overview(List<Source<Seen>> sources, List<Alert> alerts) {

        public List<Alert> in(Alert.State state) {
            return alerts.stream().filter(alert -> alert.state() == state).toList();
        }

        /** Whether nobody who evaluates rules answers. */
        public boolean isBlind() {
            return sources.stream()
                    .filter(source -> source.name().startsWith("prometheus"))
                    .noneMatch(Source::answered);
        }
    }

    /**
     * An alert as one server tells of it.
     *
     * @param expression what the rule evaluates; empty from who does not know
     */
    public record Seen(
            Map<String, String> labels,
            Map<String, String> annotations,
            Instant since,
            Alert.View view,
            String expression) {}

    /**
     * Alertmanager's labels are those of Prometheus and the external labels of Prometheus, which only the configuration
     * knows: an alert of Alertmanager is the one of Prometheus all of whose labels it has.
     */
    private static List<Alert> sideBySide(List<Source<Seen>> sources) {
        Map<Map<String, String>, Alert> alerts = new LinkedHashMap<>();
        List<Alert.View> nothing = sources.stream()
                .map(source -> source.answered() ? Alert.View.ABSENT : Alert.View.UNKNOWN)
                .toList();
        for (int i = 0; i < sources.size(); i++) {
            for (Seen seen : sources.get(i).items()) {
                Map<String, String> labels = alerts.keySet().stream()
                        .filter(known -> seen.labels().entrySet().containsAll(known.entrySet()))
                        .max(Comparator.comparingInt(Map::size))
                        .orElse(seen.labels());
                Alert alert = alerts.computeIfAbsent(
                        labels,
                        key -> new Alert(
                                key, seen.annotations(), seen.since(), seen.expression(), new ArrayList<>(nothing)));
                alert.views().set(i, seen.view());
            }
        }
        return alerts.values().stream()
                .sorted(Comparator.comparing(Alert::state)
                        .thenComparing(Alert::severity)
                        .thenComparing(Alert::since, Comparator.reverseOrder()))
                .toList();
    }

    private <T> CompletableFuture<Source<T>> ask(String name, URI url, String path, Function<JsonNode, List<T>> read) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        JsonNode answer =
                                http.get().uri(url.resolve(path)).retrieve().body(JsonNode.class);
                        return new Source<>(name, url, null, read.apply(answer));
                    } catch (ResourceAccessException e) {
                        return new Source<>(name, url, "does not answer", Collections.emptyList());
                    } catch (RuntimeException e) {
                        // Whatever stands on that port, and whatever it says: the page is shown without it.
                        return new Source<>(name, url, "answers something else", Collections.emptyList());
                    }
                },
                questions);
    }

    private static List<Seen> ofPrometheus(JsonNode answer) {
        return answer.required("data")
                .required("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .flatMap(rule -> rule.path("alerts")
                        .valueStream()
                        .map(alert -> new Seen(
                                texts(alert.path("labels")),
                                texts(alert.path("annotations")),
                                time(alert.path("activeAt")),
                                alert.path("state").asString().equals("firing")
                                        ? Alert.View.FIRING
                                        : Alert.View.PENDING,
                                rule.path("query").asString(""))))
                .toList();
    }

    private static List<Seen> ofAlertmanager(JsonNode answer) {
        return answer.valueStream()
                .map(alert -> new Seen(
                        texts(alert.path("labels")),
                        texts(alert.path("annotations")),
                        time(alert.path("startsAt")),
                        view(alert.required("status")),
                        ""))
                .toList();
    }

    private static Alert.View view(JsonNode status) {
        if (!status.path("silencedBy").isEmpty()) {
            return Alert.View.SILENCED;
        }
        return status.path("inhibitedBy").isEmpty() ? Alert.View.ACTIVE : Alert.View.INHIBITED;
    }

    private List<Notification> ofPager(JsonNode answer) {
        return answer.required("items")
                .valueStream()
                .map(item -> new Notification(
                        item.path("id").asLong(),
                        time(item.path("receivedAt")),
                        item.path("occurrence").asInt(1),
                        item.path("channel").asString(""),
                        sender(item.path("sender").asString("")),
                        item.path("status").asString(""),
                        item.path("alerts")
                                .valueStream()
                                .map(alert -> alert.path("alertname").asString("?"))
                                .distinct()
                                .toList(),
                        line(item)))
                .toList();
    }

    private String sender(String url) {
        String address = url.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        return settings.alertmanagerByName().entrySet().stream()
                .filter(server -> address.equals(server.getValue().getAuthority()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(address);
    }

    private static String line(JsonNode item) {
        String summary =
                item.path("alerts").path(0).path("annotations").path("summary").asString("");
        return item.path("title").asString(summary);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
        return texts;
    }

    private static Instant time(JsonNode text) {
        return Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text.asString("1970-01-01T00:00:00Z")));
    }
}
