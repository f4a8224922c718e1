package dev.signalbox.backend.trace;

import java.time.Instant;
import java.util.List;

/**
 * A trace in a list.
 *
 * @param rootService service of the root span, or of the earliest span while there is no root
 * @param rootOperation name of that span
 * @param durationMs from the start of the first span to the end of the last
 * @param services every service that took part, by name
 */
public record TraceSummary(
        String traceId,
        String rootService,
        String rootOperation,
        Instant startTime,
        double durationMs,
        int spanCount,
        int errorCount,
        List<String> services) {}
