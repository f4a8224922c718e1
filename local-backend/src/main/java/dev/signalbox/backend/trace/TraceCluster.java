package dev.signalbox.backend.trace;

import java.time.Instant;

/**
 * Traces that began and lasted about the same, and ended alike.
 *
 * @param traceId of the longest of them
 * @param startTime of that one
 * @param durationNanos of that one
 * @param failed whether they have errors
 * @param traces how many they are
 */
public record TraceCluster(String traceId, Instant startTime, long durationNanos, boolean failed, long traces) {}
