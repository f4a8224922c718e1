package dev.signalbox.common.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;

/** The trace that the current work belongs to. */
public final class TraceId {

    /** The response header that tells a caller which trace was made for the request. */
    public static final String HEADER = "X-Trace-Id";

    private TraceId() {}

    /** The current trace id as 32 lower-case hex digits; in reactive code ask on subscription, not on assembly. */
    public static Optional<String> current() {
        SpanContext context = Span.current().getSpanContext();
        return context.isValid() ? Optional.of(context.getTraceId()) : Optional.empty();
    }
}
