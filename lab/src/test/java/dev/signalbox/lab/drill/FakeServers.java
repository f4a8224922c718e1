package dev.signalbox.lab.drill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.home.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Two Prometheus, two Alertmanagers and a pager that answer what the real ones answered, as much of it as a test wants to
 * be seen. Watchdog is always there.
 */
final class FakeServers implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int FIRST_OFFSET = 31_000;
    private static final int LAST_OFFSET = 55_000;

    /** Answers of the real servers, in which Watchdog, HeapNearlyFull and CircuitOpen fire and EventLoopBlocked is pending. */
    private static final JsonNode PROMETHEUS = captured("prometheus-2.42.json");

    private static final JsonNode ALERTMANAGER = captured("alertmanager-0.25.json");

    private final List<HttpServer> servers = new ArrayList<>();
    private final Map<String, Function<Look, Set<String>>> alerts = new ConcurrentHashMap<>();
    private volatile Function<Look, Map<String, int[]>> notifications = look -> Map.of();
    private final Look look;
    private Ports ports;

    /** How the lab is when a server is asked. */
    interface Look {

        boolean isBroken();
    }

    FakeServers(Look look) throws IOException {
        this.look = look;
        for (int offset = FIRST_OFFSET; ports == null; offset += 100) {
            try {
                open(new Ports(offset));
            } catch (BindException taken) {
                close();
                if (offset > LAST_OFFSET) {
                    throw taken;
                }
            }
        }
    }

    private void open(Ports candidate) throws IOException {
        for (Pair.Half half : Pair.PROMETHEUS.halves()) {
            serve(candidate.of(half.wellKnownPort()), "/api/v1/alerts", () -> prometheus(half.name()));
        }
        for (Pair.Half half : Pair.ALERTMANAGER.halves()) {
            serve(candidate.of(half.wellKnownPort()), "/api/v2/alerts", () -> alertmanager(half.name()));
        }
        serve(candidate.of(Ports.PAGER), "/api/notifications/count", this::pager);
        ports = candidate;
    }

    Ports ports() {
        return ports;
    }

    /** What a Prometheus or Alertmanager shows, besides Watchdog. */
    void show(String server, Function<Look, Set<String>> names) {
        alerts.put(server, names);
    }

    /** What all four show. */
    void showEverywhere(Function<Look, Set<String>> names) {
        for (Pair pair : Pair.values()) {
            pair.names().forEach(server -> show(server, names));
        }
    }

    /** By channel, how often it told that it fires, and that it is over. */
    void tell(Function<Look, Map<String, int[]>> counts) {
        notifications = counts;
    }

    private interface Answer {

        JsonNode get();
    }

    private void serve(int port, String path, Answer answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext(path, exchange -> answer(exchange, answer.get()));
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        servers.add(server);
    }

    private static void answer(HttpExchange exchange, JsonNode content) throws IOException {
        byte[] body = content.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private JsonNode prometheus(String server) {
        JsonNode answer = PROMETHEUS.deepCopy();
        keep((ArrayNode) answer.path("data").path("alerts"), server);
        return answer;
    }

    private JsonNode alertmanager(String server) {
        ArrayNode answer = ((ArrayNode) ALERTMANAGER).deepCopy();
        keep(answer, server);
        return answer;
    }

    private void keep(ArrayNode all, String server) {
        Set<String> shown = alerts.getOrDefault(server, at -> Set.of()).apply(look);
        all.removeIf(alert -> {
            String name = alert.path("labels").path("alertname").asString();
            return !name.equals("Watchdog") && !shown.contains(name);
        });
    }

    private JsonNode pager() {
        ArrayNode answer = JSON.createArrayNode();
        new TreeMap<>(notifications.apply(look))
                .forEach((channel, counts) -> answer.addObject()
                        .put("channel", channel)
                        .put("firing", counts[0])
                        .put("resolved", counts[1])
                        .put("duplicates", 0));
        return answer;
    }

    private static JsonNode captured(String name) {
        try (InputStream file = FakeServers.class.getResourceAsStream("/alerts/" + name)) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        servers.clear();
    }
}
