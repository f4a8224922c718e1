package dev.signalbox.front;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** A real HTTP server in the place of another service: it answers what a test wants, and remembers what it was asked. */
class OtherService {

    private static final JsonMapper JSON = new JsonMapper();

    /** What came in. */
    record Asked(String method, String path, HttpHeaders headers, String body) {

        String header(String name) {
            return headers.get(name);
        }

        Map<String, Object> json() {
            return JSON.readValue(body, JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
        }
    }

    /** What goes out. */
    record Answer(int status, Object body, Map<String, String> headers) {

        static Answer of(int status, Object body) {
            return new Answer(status, body, Map.of());
        }

        static Answer problem(int status, String detail) {
            return of(status, Map.of("title", "Refused", "status", status, "detail", detail, "traceId", "theirs"));
        }

        Answer with(String header, String value) {
            return new Answer(status, body, Map.of(header, value));
        }
    }

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Asked, Answer>> usual;
    private final Map<String, Function<Asked, Answer>> unusual = new ConcurrentHashMap<>();
    private final Set<Channel> calls = ConcurrentHashMap.newKeySet();
    private DisposableServer server;

    /** @param usual answers by method and the beginning of the path, such as {@code GET /quotes} */
    OtherService(Map<String, Function<Asked, Answer>> usual) {
        this.usual = usual;
        listen(0);
    }

    String url() {
        return "http://localhost:" + server.port();
    }

    /** From now on, until {@link #reset}. */
    void answers(String what, Answer answer) {
        unusual.put(what, request -> answer);
    }

    List<Asked> asked(String what) {
        return asked.stream().filter(request -> matches(what, request)).toList();
    }

    Asked lastAsked(String what) {
        List<Asked> all = asked(what);
        return all.get(all.size() - 1);
    }

    void die() {
        server.disposeNow();
        // Until then one of them could still answer.
        calls.forEach(call -> call.close().awaitUninterruptibly());
        calls.clear();
    }

    void comeBack() {
        listen(server.port());
    }

    void reset() {
        unusual.clear();
        asked.clear();
        if (server.isDisposed()) {
            comeBack();
        }
    }

    private void listen(int port) {
        server = HttpServer.create()
                .host("localhost")
                .port(port)
                .doOnConnection(call -> calls.add(call.channel()))
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString()
                        .defaultIfEmpty("")
                        .flatMap(body -> answer(request, response, body)))
                .bindNow();
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response, String body) {
        Asked now = new Asked(
                request.method().name(), request.uri(), request.requestHeaders().copy(), body);
        asked.add(now);
        Answer answer = find(unusual, now, find(usual, now, r -> Answer.problem(404, "Unknown")))
                .apply(now);
        response.status(answer.status())
                .header(
                        HttpHeaderNames.CONTENT_TYPE,
                        answer.status() < 400 ? "application/json" : "application/problem+json");
        answer.headers().forEach(response::header);
        return answer.body() == null
                ? response.send().then()
                : response.sendString(Mono.fromSupplier(() -> JSON.writeValueAsString(answer.body())))
                        .then();
    }

    private static Function<Asked, Answer> find(
            Map<String, Function<Asked, Answer>> answers, Asked request, Function<Asked, Answer> otherwise) {
        return answers.entrySet().stream()
                .filter(entry -> matches(entry.getKey(), request))
                .max(Map.Entry.comparingByKey((a, b) -> Integer.compare(a.length(), b.length())))
                .map(Map.Entry::getValue)
                .orElse(otherwise);
    }

    private static boolean matches(String what, Asked request) {
        return (request.method() + " " + request.path()).startsWith(what);
    }
}
