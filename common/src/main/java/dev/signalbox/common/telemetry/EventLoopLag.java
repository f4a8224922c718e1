package dev.signalbox.common.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import reactor.netty.resources.LoopResources;

/**
 * How late the threads that serve the network get to their work: on each of them a task that asks for nothing comes due
 * five times a second, and the timer {@code event.loop.lag} says how long it had to wait. Whatever blocks such a thread
 * makes everyone wait whom the thread serves, and no span shows it.
 */
class EventLoopLag implements SmartLifecycle {

    /** Often enough to meet a call that blocks for 200 ms, and next to no work. */
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final LoopResources loops;
    private final Timer lag;
    private final List<ScheduledFuture<?>> probes = new ArrayList<>();

    EventLoopLag(LoopResources loops, MeterRegistry meters) {
        this.loops = loops;
        this.lag = Timer.builder("event.loop.lag")
                .description("How late a thread that serves the network gets to a task that is due")
                .register(meters);
    }

    @Override
    public void start() {
        for (EventExecutor loop : loops.onServer(LoopResources.DEFAULT_NATIVE)) {
            Probe probe = new Probe();
            probes.add(
                    loop.scheduleWithFixedDelay(probe, INTERVAL.toNanos(), INTERVAL.toNanos(), TimeUnit.NANOSECONDS));
        }
    }

    @Override
    public void stop() {
        probes.forEach(probe -> probe.cancel(false));
        probes.clear();
    }

    @Override
    public boolean isRunning() {
        return !probes.isEmpty();
    }

    /** Of one thread, on which alone it runs. */
    private final class Probe implements Runnable {

        private long due = System.nanoTime() + INTERVAL.toNanos();

        @Override
        public void run() {
            lag.record(Math.max(0, System.nanoTime() - due), TimeUnit.NANOSECONDS);
            due = System.nanoTime() + INTERVAL.toNanos();
        }
    }
}
