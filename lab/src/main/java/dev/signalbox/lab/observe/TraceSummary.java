package dev.signalbox.lab.observe;

import java.time.Instant;

/** A trace in a list. */
public record TraceSummary(String traceId, String rootService, String rootOperation, Instant start) {}
