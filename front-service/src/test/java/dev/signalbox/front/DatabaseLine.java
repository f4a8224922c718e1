package dev.signalbox.front;

import dev.signalbox.common.test.TestPostgres;
import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.test.context.DynamicPropertyRegistry;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.NettyInbound;
import reactor.netty.NettyOutbound;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/** The line to a real PostgreSQL, which can be cut and mended. */
class DatabaseLine {

    private final TestPostgres postgres = TestPostgres.shared();
    private final Set<Channel> calls = ConcurrentHashMap.newKeySet();
    private DisposableServer server;

    DatabaseLine() {
        listen(0);
    }

    /** Registers a new database, which the service reaches through this line, and Flyway directly. */
    void register(DynamicPropertyRegistry properties, String service) {
        postgres.register(
                (name, value) -> properties.add(
                        name,
                        name.equals("spring.r2dbc.url")
                                ? () -> value.get().toString().replace(":" + postgres.port(), ":" + server.port())
                                : value),
                service);
    }

    /** Connections break, and new ones are refused. */
    void cut() {
        server.disposeNow();
        calls.forEach(call -> call.close().awaitUninterruptibly());
        calls.clear();
    }

    void mend() {
        if (server.isDisposed()) {
            listen(server.port());
        }
    }

    private void listen(int port) {
        server = TcpServer.create()
                .host("localhost")
                .port(port)
                .doOnConnection(call -> calls.add(call.channel()))
                .handle(this::connect)
                .bindNow();
    }

    private Mono<Void> connect(NettyInbound in, NettyOutbound out) {
        return TcpClient.create()
                .host("localhost")
                .port(postgres.port())
                .connect()
                .flatMap(database -> {
                    Mono<Void> there = database.outbound()
                            .send(in.receive().retain(), message -> true)
                            .then();
                    Mono<Void> back = out.send(database.inbound().receive().retain(), message -> true)
                            .then();
                    return Mono.firstWithSignal(there, back).doFinally(end -> database.dispose());
                });
    }
}
