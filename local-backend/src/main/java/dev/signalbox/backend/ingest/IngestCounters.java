package dev.signalbox.backend.ingest;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** What came in since the start, and what became of it. */
@Component
public class IngestCounters {

    private final Map<Signal, Counts> counts = new EnumMap<>(Signal.class);

    /** All counts at zero. */
    public IngestCounters() {
        for (Signal signal : Signal.values()) {
            counts.put(signal, new Counts());
        }
    }

    public Counts of(Signal signal) {
        return counts.get(signal);
    }

    /** Counts of one signal. Items are spans, data points, log lines or samples. */
    public static final class Counts {
        private final LongAdder received = new LongAdder();
        private final LongAdder stored = new LongAdder();
        private final LongAdder rejected = new LongAdder();
        private final LongAdder dropped = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAdder malformed = new LongAdder();
        private final AtomicLong queuedBytes = new AtomicLong();

        /** Items taken. */
        public void received(long items) {
            received.add(items);
        }

        /** Items that queries can see now. */
        public void stored(long items) {
            stored.add(items);
        }

        /** Items not taken out of a request that was otherwise fine. */
        public void rejected(long items) {
            rejected.add(items);
        }

        /** Items taken and then lost, because the store failed. */
        public void dropped(long items) {
            dropped.add(items);
        }

        /** A request told to come again later. */
        public void refused() {
            refused.increment();
        }

        /** A request that could not be understood. */
        public void malformed() {
            malformed.increment();
        }

        /** Takes room in the queue to the store, if it has that much. */
        public boolean queue(long bytes, long capacity) {
            if (queuedBytes.addAndGet(bytes) > capacity) {
                queuedBytes.addAndGet(-bytes);
                return false;
            }
            return true;
        }

        /** Gives room in the queue back. */
        public void dequeue(long bytes) {
            queuedBytes.addAndGet(-bytes);
        }

        /** The counts at this moment. */
        public Snapshot snapshot() {
            return new Snapshot(
                    received.sum(),
                    stored.sum(),
                    rejected.sum(),
                    dropped.sum(),
                    refused.sum(),
                    malformed.sum(),
                    queuedBytes.get());
        }
    }

    /**
     * Counts of one signal.
     *
     * @param received items taken
     * @param stored items that queries can see
     * @param rejected items not taken out of a request that was otherwise fine
     * @param dropped items taken and then lost
     * @param refused requests told to come again later
     * @param malformed requests that could not be understood
     * @param queuedBytes memory of what is taken and not yet stored, estimated
     */
    public record Snapshot(
            long received, long stored, long rejected, long dropped, long refused, long malformed, long queuedBytes) {}
}
