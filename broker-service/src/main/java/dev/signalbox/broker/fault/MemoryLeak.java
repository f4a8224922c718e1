package dev.signalbox.broker.fault;

import dev.signalbox.common.fault.Faults;
import java.util.ArrayList;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Keeps some more memory each second. It leaves the last tenth of the heap alone: the collector labours, and the heap's
 * alert fires, but the process lives to tell.
 */
class MemoryLeak {

    private static final int MEBIBYTE = 1 << 20;
    private static final double MOST = 0.9;

    private final Faults faults;
    private final List<byte[]> kept = new ArrayList<>();

    MemoryLeak(Faults faults) {
        this.faults = faults;
    }

    /** Keeps as much more as the flag says, or lets go of everything when it is off. */
    @Scheduled(fixedDelayString = "PT1S")
    void grow() {
        int mebibytes = faults.intensity(BrokerFaults.MEMORY_LEAK);
        if (mebibytes == 0) {
            kept.clear();
        }
        for (int i = 0; i < mebibytes && usedShare() < MOST; i++) {
            kept.add(new byte[MEBIBYTE]);
        }
    }

    private static double usedShare() {
        var runtime = Runtime.getRuntime();
        return (double) (runtime.totalMemory() - runtime.freeMemory() + MEBIBYTE) / runtime.maxMemory();
    }
}
