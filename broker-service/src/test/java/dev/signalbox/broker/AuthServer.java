package dev.signalbox.broker;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Stands in for auth-service: a real HTTP server that knows everybody, can be stopped, and starts again on its port. */
public final class AuthServer {

    private final AtomicInteger asked = new AtomicInteger();
    private final Set<String> signedOut = ConcurrentHashMap.newKeySet();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile String lastTraceparent;
    private int port;
    private DisposableServer server;

    /** Starts on a free port. */
    public AuthServer() {
        start();
        port = server.port();
    }

    /** The token of a user's session. */
    public static String tokenOf(UUID user) {
        return "token-of-" + user;
    }

    /** Where it listens. */
    public String url() {
        return "http://localhost:" + port;
    }

    /** How often it has been asked. */
    public int asked() {
        return asked.get();
    }

    /** The trace context that came with the last question; W3C Trace Context, section 3.2. */
    public String lastTraceparent() {
        return lastTraceparent;
    }

    /** Ends a user's session. */
    public void signOut(UUID user) {
        signedOut.add(tokenOf(user));
    }

    /** Starts it, again if need be. */
    public void start() {
        server = HttpServer.create()
                .host("localhost")
                .port(port)
                .channelGroup(connections)
                .route(routes -> routes.get("/sessions/current", this::session))
                .bindNow();
    }

    /** Stops it: open connections are closed, new ones refused. */
    public void stop() {
        server.disposeNow();
        connections.close().syncUninterruptibly();
    }

    private Publisher<Void> session(HttpServerRequest request, HttpServerResponse response) {
        asked.incrementAndGet();
        lastTraceparent = request.requestHeaders().get("traceparent");
        return user(request.requestHeaders().get("Authorization", ""))
                .<Publisher<Void>>map(user -> response.header("Content-Type", "application/json")
                        .sendString(Mono.just("""
                        {"user": {"id": "%s", "email": "ann@example.org", "displayName": "Ann"}, "expiresAt": "%s"}""".formatted(user, Instant.now().plusSeconds(3600)))))
                .orElseGet(
                        () -> response.status(HttpResponseStatus.UNAUTHORIZED).send());
    }

    private Optional<UUID> user(String authorization) {
        return Optional.of(authorization.replaceFirst("^Bearer ", ""))
                .filter(token -> token.startsWith("token-of-") && !signedOut.contains(token))
                .map(token -> UUID.fromString(token.substring("token-of-".length())));
    }
}
