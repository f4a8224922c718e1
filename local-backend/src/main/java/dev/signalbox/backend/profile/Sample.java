package dev.signalbox.backend.profile;

import org.jspecify.annotations.Nullable;

/**
 * One hit of the profiler.
 *
 * @param profileId id of the span that the thread worked for
 * @param operation name of that span
 * @param cpuNanos time the sample stands for
 */
record Sample(
        long epochNanos,
        String service,
        @Nullable String profileId,
        @Nullable String operation,
        @Nullable String thread,
        long stackId,
        long cpuNanos) {}
