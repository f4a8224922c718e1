package dev.signalbox.common.telemetry.sdk;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;

/** {@code jvm.cpu.time} in seconds, as the agent has it; Micrometer's of the same name counts nanoseconds. */
class CpuTime implements MeterBinder {

    private static final String NAME = "jvm.cpu.time";
    private static final String SECONDS = "s";
    private static final double NANOS_PER_SECOND = 1e9;

    /** Whether this is the meter of that name, and in seconds. */
    static boolean is(Meter.Id id) {
        return id.getName().equals(NAME) && SECONDS.equals(id.getBaseUnit());
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            FunctionCounter.builder(NAME, system, s -> s.getProcessCpuTime() / NANOS_PER_SECOND)
                    .description("CPU time used by the process as reported by the JVM")
                    .baseUnit(SECONDS)
                    .register(meters);
        }
    }
}
