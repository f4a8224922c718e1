package dev.signalbox.lab.benchmark;

import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.up.Supervisor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** All that a benchmark starts. When its process ends, by Ctrl-C too, it is stopped, and nothing is started any more. */
final class Supervisors {

    private final List<Supervisor> started = new ArrayList<>();
    private boolean stopping;

    Supervisors() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    /**
     * As {@link Supervisor#start()}, but does not return once a signal has come.
     *
     * @throws LabException if a part could not be started
     */
    void start(Supervisor supervisor) throws InterruptedException {
        if (add(supervisor)) {
            try {
                supervisor.start();
                return;
            } catch (LabException e) {
                if (!isStopping()) {
                    throw e;
                }
                // What failed because of the signal is of no interest.
            }
        }
        new CountDownLatch(1).await();
    }

    private synchronized boolean add(Supervisor supervisor) {
        return !stopping && started.add(supervisor);
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private void stop() {
        List<Supervisor> all;
        synchronized (this) {
            stopping = true;
            all = List.copyOf(started);
        }
        all.parallelStream().forEach(Supervisor::stop);
    }
}
