package dev.signalbox.lab.observe;

import java.util.Map;

/**
 * One measurement that a histogram points at.
 *
 * @param labels of its series
 * @param traceId the trace in which it was measured; empty if it names none
 */
public record Exemplar(Map<String, String> labels, String traceId) {}
