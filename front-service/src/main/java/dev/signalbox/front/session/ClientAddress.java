package dev.signalbox.front.session;

import java.net.InetSocketAddress;
import org.springframework.web.server.ServerWebExchange;

/** The network address that a request came from. */
public final class ClientAddress {

    private ClientAddress() {}

    /** As seen on the connection: what a client says of itself in a header is not trusted. */
    public static String of(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
    }
}
