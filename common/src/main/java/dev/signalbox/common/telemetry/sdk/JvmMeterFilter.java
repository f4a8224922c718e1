package dev.signalbox.common.telemetry.sdk;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Of the meters of the JVM, the process and the host, keeps those that the agent has, by their names and units there.
 */
class JvmMeterFilter implements MeterFilter {

    private static final Set<String> KEPT = Set.of(
            "jvm.class.count",
            "jvm.class.loaded",
            "jvm.class.unloaded",
            "jvm.cpu.count",
            "jvm.cpu.recent_utilization",
            "jvm.gc.duration",
            "jvm.memory.committed",
            "jvm.memory.limit",
            "jvm.memory.used",
            HeapAfterCollection.NAME,
            "jvm.thread.count");

    /** Units of OpenTelemetry's conventions where Micrometer has words of its own, which would become part of names. */
    private static final Map<String, String> UNITS = Map.of(
            "jvm.class.count", "{class}",
            "jvm.class.loaded", "{class}",
            "jvm.class.unloaded", "{class}",
            "jvm.cpu.count", "{cpu}",
            "jvm.cpu.recent_utilization", "1",
            "jvm.thread.count", "{thread}");

    private static final List<String> OTHERS =
            List.of("jvm.", "process.", "system.", "disk.", "executor.", "application.", "logback.");

    @Override
    public Meter.Id map(Meter.Id id) {
        String unit = UNITS.get(id.getName());
        if (unit != null) {
            return id.withBaseUnit(unit);
        }
        return id.getName().equals("jvm.gc.pause")
                ? id.withName("jvm.gc.duration").replaceTags(gcTags(id))
                : id;
    }

    private static List<Tag> gcTags(Meter.Id id) {
        List<Tag> tags = new ArrayList<>();
        tags.add(Tag.of("jvm.gc.action", String.valueOf(id.getTag("action"))));
        tags.add(Tag.of("jvm.gc.name", String.valueOf(id.getTag("gc"))));
        return tags;
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return KEPT.contains(id.getName()) || CpuTime.is(id) || OTHERS.stream().noneMatch(id.getName()::startsWith)
                ? MeterFilterReply.NEUTRAL
                : MeterFilterReply.DENY;
    }
}
