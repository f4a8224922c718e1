package dev.signalbox.backend.promql;

import java.time.Instant;

/**
 * A measurement with the trace in which it was made.
 *
 * @param value in the metric's unit
 * @param traceId 32 hex digits
 * @param service who measured; empty when the series does not say
 * @param operation what was measured: the request or the statement, as far as the series says
 */
public record Exemplar(Instant at, double value, String traceId, String service, String operation) {}
