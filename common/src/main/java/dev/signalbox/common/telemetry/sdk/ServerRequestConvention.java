package dev.signalbox.common.telemetry.sdk;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.net.InetSocketAddress;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.http.server.reactive.observation.ServerRequestObservationConvention;

/** SERVER spans and {@code http.server.request.duration} by OpenTelemetry's semantic conventions for HTTP. */
class ServerRequestConvention implements ServerRequestObservationConvention {

    @Override
    public String getName() {
        return "http.server.request.duration";
    }

    @Override
    public String getContextualName(ServerRequestObservationContext context) {
        String method = method(context.getCarrier());
        return context.getPathPattern() == null ? method : method + " " + context.getPathPattern();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(ServerRequestObservationContext context) {
        KeyValues values = KeyValues.of(
                KeyValue.of("http.request.method", method(context.getCarrier())),
                KeyValue.of("network.protocol.version", "1.1"),
                KeyValue.of(
                        "url.scheme",
                        String.valueOf(context.getCarrier().getURI().getScheme())));
        if (context.getPathPattern() != null) {
            values = values.and("http.route", context.getPathPattern());
        }
        HttpStatusCode status =
                context.getResponse() == null ? null : context.getResponse().getStatusCode();
        if (status != null) {
            values = values.and("http.response.status_code", String.valueOf(status.value()));
            if (status.is5xxServerError()) {
                values = values.and("error.type", String.valueOf(status.value()));
            }
        }
        return values;
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
        ServerHttpRequest request = context.getCarrier();
        URI uri = request.getURI();
        KeyValues values = KeyValues.of(KeyValue.of("url.path", uri.getRawPath()));
        if (uri.getRawQuery() != null) {
            values = values.and("url.query", uri.getRawQuery());
        }
        if (uri.getHost() != null) {
            values = values.and("server.address", uri.getHost());
        }
        if (uri.getPort() > 0) {
            values = values.and("server.port", String.valueOf(uri.getPort()));
        }
        String userAgent = request.getHeaders().getFirst(HttpHeaders.USER_AGENT);
        if (userAgent != null) {
            values = values.and("user_agent.original", userAgent);
        }
        InetSocketAddress peer = request.getRemoteAddress();
        if (peer != null && peer.getAddress() != null) {
            values = values.and(
                    KeyValue.of("client.address", peer.getAddress().getHostAddress()),
                    KeyValue.of("network.peer.address", peer.getAddress().getHostAddress()),
                    KeyValue.of("network.peer.port", String.valueOf(peer.getPort())));
        }
        return values;
    }

    /** Only methods that are known: anybody may make up others, and each would be a time series. */
    private static String method(ServerHttpRequest request) {
        for (HttpMethod known : HttpMethod.values()) {
            if (known.equals(request.getMethod())) {
                return known.name();
            }
        }
        return "_OTHER";
    }
}
