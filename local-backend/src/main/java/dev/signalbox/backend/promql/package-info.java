/**
 * Metrics as Prometheus has them: what there is, queries of it, and the exemplars that lead from a number to a trace.
 */
package dev.signalbox.backend.promql;
