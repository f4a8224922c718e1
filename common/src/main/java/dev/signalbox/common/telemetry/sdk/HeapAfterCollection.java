package dev.signalbox.common.telemetry.sdk;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/**
 * {@code jvm.memory.used_after_last_gc} of the heap, as the agent has it and Micrometer has not: what a collection left
 * over is what the program really keeps.
 */
class HeapAfterCollection implements MeterBinder {

    static final String NAME = "jvm.memory.used_after_last_gc";

    @Override
    public void bindTo(MeterRegistry meters) {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null) {
                Gauge.builder(NAME, pool, p -> p.getCollectionUsage().getUsed())
                        .description("Measure of memory used, as measured after the most recent garbage collection")
                        .tag("jvm.memory.pool.name", pool.getName())
                        .tag("jvm.memory.type", "heap")
                        .baseUnit("bytes")
                        .register(meters);
            }
        }
    }
}
