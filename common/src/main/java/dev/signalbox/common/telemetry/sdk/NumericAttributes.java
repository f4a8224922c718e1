package dev.signalbox.common.telemetry.sdk;

import io.micrometer.tracing.exporter.FinishedSpan;
import io.micrometer.tracing.exporter.SpanFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Micrometer knows texts only; OpenTelemetry wants these to be numbers. */
class NumericAttributes implements SpanFilter {

    private static final List<String> NUMBERS =
            List.of("http.response.status_code", "server.port", "network.peer.port");

    @Override
    public FinishedSpan map(FinishedSpan span) {
        Map<String, Object> attributes = new HashMap<>(span.getTypedTags());
        for (String key : NUMBERS) {
            attributes.computeIfPresent(key, (k, value) -> Long.valueOf(value.toString()));
        }
        return span.setTypedTags(attributes);
    }
}
