package dev.signalbox.backend.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What arrived in the last minute, to the next few seconds. */
@Component
public class Arrivals {

    private static final long EVERY_SECONDS = 5;
    private static final long KEPT = Duration.ofMinutes(1).toSeconds() / EVERY_SECONDS;

    private final IngestCounters counters;
    private final Deque<Map<Signal, IngestCounters.Snapshot>> past = new ArrayDeque<>();

    Arrivals(IngestCounters counters) {
        this.counters = counters;
    }

    @Scheduled(fixedRate = EVERY_SECONDS * 1000)
    synchronized void remember() {
        past.addLast(now());
        if (past.size() > KEPT) {
            past.removeFirst();
        }
    }

    /** By signal; since the start while that is less than a minute ago. */
    public synchronized Map<Signal, Arrived> lastMinute() {
        Map<Signal, IngestCounters.Snapshot> then = past.isEmpty() ? now() : past.getFirst();
        Map<Signal, Arrived> arrived = new EnumMap<>(Signal.class);
        now().forEach((signal, count) -> {
            IngestCounters.Snapshot before = then.get(signal);
            arrived.put(
                    signal,
                    new Arrived(
                            count.received() - before.received(),
                            lost(count) - lost(before),
                            count.refused() + count.malformed() - before.refused() - before.malformed()));
        });
        return arrived;
    }

    private static long lost(IngestCounters.Snapshot count) {
        return count.rejected() + count.dropped();
    }

    private Map<Signal, IngestCounters.Snapshot> now() {
        Map<Signal, IngestCounters.Snapshot> now = new EnumMap<>(Signal.class);
        for (Signal signal : Signal.values()) {
            now.put(signal, counters.of(signal).snapshot());
        }
        return now;
    }

    /**
     * Of one signal.
     *
     * @param items spans, data points, log lines or samples that were taken
     * @param lost items that were not taken, or were taken and then lost
     * @param refused requests that were refused, for lack of room or because they could not be understood
     */
    public record Arrived(long items, long lost, long refused) {}

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Scheduling {}
}
