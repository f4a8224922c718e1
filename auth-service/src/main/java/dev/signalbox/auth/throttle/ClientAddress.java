package dev.signalbox.auth.throttle;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Where a request really comes from. */
public final class ClientAddress {

    private ClientAddress() {}

    /**
     * The address of the peer; or, when the peer is a neighbour such as front-service, the one that it says it was
     * called from: the last of {@code X-Forwarded-For}, which it has added itself. Strangers are not believed.
     */
    public static String of(ServerHttpRequest request) {
        InetSocketAddress peer = request.getRemoteAddress();
        if (peer == null) {
            return "unknown";
        }
        String forwarded = lastForwardedFor(request);
        return isNeighbour(peer.getAddress()) && isAddress(forwarded)
                ? forwarded
                : peer.getAddress().getHostAddress();
    }

    private static boolean isNeighbour(InetAddress address) {
        return address.isLoopbackAddress() || address.isSiteLocalAddress();
    }

    private static String lastForwardedFor(ServerHttpRequest request) {
        List<String> values = request.getHeaders().getOrEmpty("X-Forwarded-For");
        if (values.isEmpty()) {
            return "";
        }
        String last = values.get(values.size() - 1);
        return last.substring(last.lastIndexOf(',') + 1).trim();
    }

    private static boolean isAddress(String text) {
        return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
    }
}
