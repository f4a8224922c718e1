package dev.signalbox.front.links;

import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Makes the links of a trace id. */
@Component
public class TraceLinks {

    /** W3C Trace Context, section 3.2.2.3. */
    private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");

    private final LinkProperties properties;

    TraceLinks(LinkProperties properties) {
        this.properties = properties;
    }

    /** The links of a trace, or null if there is no such id: what another service says must not become any address. */
    public Links of(String traceId) {
        if (traceId == null || !TRACE_ID.matcher(traceId).matches()) {
            return null;
        }
        return new Links(
                fill(properties.trace(), traceId),
                fill(properties.logs(), traceId),
                fill(properties.profile(), traceId));
    }

    private static String fill(String template, String traceId) {
        return template.replace(LinkProperties.PLACEHOLDER, traceId);
    }
}
