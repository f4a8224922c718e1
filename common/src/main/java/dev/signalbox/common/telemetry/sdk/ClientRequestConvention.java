package dev.signalbox.common.telemetry.sdk;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.net.URI;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.ClientRequestObservationConvention;

/** CLIENT spans and {@code http.client.request.duration} by OpenTelemetry's semantic conventions for HTTP. */
class ClientRequestConvention implements ClientRequestObservationConvention {

    @Override
    public String getName() {
        return "http.client.request.duration";
    }

    @Override
    public String getContextualName(ClientRequestObservationContext context) {
        ClientRequest request = context.getRequest();
        return request == null ? "HTTP" : request.method().name();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(ClientRequestObservationContext context) {
        KeyValues values = KeyValues.empty();
        ClientRequest request = context.getRequest();
        if (request != null) {
            URI uri = request.url();
            values = values.and(
                    KeyValue.of("http.request.method", request.method().name()),
                    KeyValue.of("server.address", String.valueOf(uri.getHost())),
                    KeyValue.of("server.port", String.valueOf(port(uri))));
        }
        if (context.getResponse() != null) {
            int status = context.getResponse().statusCode().value();
            values = values.and(
                    KeyValue.of("http.response.status_code", String.valueOf(status)),
                    KeyValue.of("network.protocol.version", "1.1"));
            if (status >= 400) {
                values = values.and("error.type", String.valueOf(status));
            }
        }
        if (context.getError() != null) {
            values = values.and("error.type", context.getError().getClass().getName());
        } else if (context.isAborted() && context.getResponse() == null) {
            // The agent's word for a call that nobody waits for any more.
            values = values.and("error.type", "cancelled");
        }
        return values;
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(ClientRequestObservationContext context) {
        ClientRequest request = context.getRequest();
        return request == null
                ? KeyValues.empty()
                : KeyValues.of("url.full", request.url().toString());
    }

    private static int port(URI uri) {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return "https".equals(uri.getScheme()) ? 443 : 80;
    }
}
