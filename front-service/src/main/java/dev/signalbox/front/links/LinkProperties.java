package dev.signalbox.front.links;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where a trace id leads to. Each is an address with the placeholder {@code {traceId}}; the defaults are the local
 * explorer's, compose sets Grafana's.
 *
 * @param trace shows the trace
 * @param logs shows the trace's log lines
 * @param profile shows the flame graph of the trace's spans
 */
@Validated
@ConfigurationProperties("signalbox.links")
public record LinkProperties(
        @DefaultValue("http://localhost:3000/traces/{traceId}") @Pattern(regexp = HAS_TRACE_ID)
        String trace,

        @DefaultValue("http://localhost:3000/logs?traceId={traceId}") @Pattern(regexp = HAS_TRACE_ID)
        String logs,

        @DefaultValue("http://localhost:3000/profiles?traceId={traceId}") @Pattern(regexp = HAS_TRACE_ID)
        String profile) {

    static final String PLACEHOLDER = "{traceId}";
    private static final String HAS_TRACE_ID = ".*\\{traceId}.*";
}
