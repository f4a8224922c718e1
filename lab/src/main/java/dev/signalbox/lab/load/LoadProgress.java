package dev.signalbox.lab.load;

import java.util.Locale;

/**
 * How a load goes.
 *
 * @param requests answered or given up since it began
 * @param failed of those, how many were not answered as they should
 * @param perSecond answers per second, in the last seconds
 * @param p95Millis 95th percentile of the response time in the last seconds, in ms
 */
public record LoadProgress(long requests, long failed, double perSecond, long p95Millis) {

    static final LoadProgress NONE = new LoadProgress(0, 0, 0, 0);

    LoadProgress counted(long nowRequests, long nowFailed) {
        return new LoadProgress(nowRequests, nowFailed, perSecond, p95Millis);
    }

    LoadProgress answered(double nowPerSecond, long nowP95Millis) {
        return new LoadProgress(requests, failed, nowPerSecond, nowP95Millis);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d requests, %d failed; now %.1f/s, p95 %d ms", requests, failed, perSecond, p95Millis);
    }
}
