package dev.signalbox.common.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * Gives each timer the buckets that OpenTelemetry's conventions advise for durations, unless the service sets its own
 * ({@code management.metrics.distribution.slo}): without buckets there are no exemplars that anyone can see. Timers of
 * work that is still going on are left out; nobody looks at them here, and each would be three more metrics. Of loki4j's
 * timers only the counts are of interest.
 */
class DurationBuckets implements MeterFilter {

    private static final double[] NANOSECONDS = DoubleStream.of(
                    5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000)
            .map(millis -> Duration.ofMillis((long) millis).toNanos())
            .toArray();

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return id.getType() == Meter.Type.LONG_TASK_TIMER ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return id.getType() == Meter.Type.TIMER
                        && !id.getName().startsWith("loki4j.")
                        && config.getServiceLevelObjectiveBoundaries() == null
                ? DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(NANOSECONDS)
                        .build()
                        .merge(config)
                : config;
    }
}
