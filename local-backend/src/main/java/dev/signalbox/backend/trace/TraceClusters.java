package dev.signalbox.backend.trace;

import java.util.List;

/**
 * Where traces lie, by start and duration.
 *
 * @param clusters by start
 * @param complete whether these are all that were asked for; otherwise they are the newest
 */
public record TraceClusters(List<TraceCluster> clusters, boolean complete) {

    /** How many traces they are. */
    public long traces() {
        return clusters.stream().mapToLong(TraceCluster::traces).sum();
    }
}
