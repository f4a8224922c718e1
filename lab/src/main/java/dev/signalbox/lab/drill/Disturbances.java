package dev.signalbox.lab.drill;

import dev.signalbox.lab.drill.Freezer.Freezable;
import dev.signalbox.lab.fault.FaultFile;
import dev.signalbox.lab.home.LabException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What drills do to a lab, and how each of it is undone. After {@link #endForGood()}, which undoes what is left,
 * nothing can be begun any more.
 */
final class Disturbances {

    private final Path faults;
    private final Freezer freezer;
    private final LoadStarter loads;
    private final Deque<Disturbance> present = new ArrayDeque<>();
    private final List<RunningLoad> running = new ArrayList<>();
    private boolean closed;

    /** Starts visitors. */
    interface LoadStarter {

        /**
         * Returns when they come.
         *
         * @throws LabException if they do not
         */
        RunningLoad start(Load load) throws IOException, InterruptedException;
    }

    /** Visitors that come. */
    interface RunningLoad {

        /**
         * @throws LabException if they have stopped coming by themselves
         */
        void check();

        void end() throws IOException;
    }

    /** Undoes one thing. */
    private interface Undo {

        void run() throws IOException;
    }

    /** One thing that is done to the lab. */
    final class Disturbance {

        private final Undo undo;
        private boolean undone;

        private Disturbance(Undo undo) {
            this.undo = undo;
        }

        /** Undoes it, if nobody has yet. */
        void end() {
            synchronized (Disturbances.this) {
                if (!undone) {
                    undone = true;
                    present.remove(this);
                    try {
                        undo.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        }
    }

    /**
     * @param faults the file that says which faults are on
     */
    Disturbances(Path faults, Freezer freezer, LoadStarter loads) {
        this.faults = faults;
        this.freezer = freezer;
        this.loads = loads;
    }

    /**
     * @throws LabException if the lab does not have what is to be broken
     */
    Disturbance begin(Cause cause) throws IOException, InterruptedException {
        if (cause instanceof Cause.Attack attack) {
            return begin(attack.load());
        }
        synchronized (this) {
            checkOpen();
            return cause instanceof Cause.Fault fault ? turnOn(fault.name()) : freeze((Cause.Frozen) cause);
        }
    }

    /**
     * Returns when the visitors come.
     *
     * @throws LabException if they do not
     */
    Disturbance begin(Load load) throws IOException, InterruptedException {
        // Not while holding the lock: it takes seconds, and whoever interrupts must not wait for that.
        RunningLoad visitors = loads.start(load);
        synchronized (this) {
            running.add(visitors);
            Disturbance disturbance = remember(() -> {
                running.remove(visitors);
                visitors.end();
            });
            if (closed) {
                disturbance.end();
            }
            checkOpen();
            return disturbance;
        }
    }

    /**
     * @throws LabException if a load that a drill needs is no more
     */
    synchronized void check() {
        checkOpen();
        running.forEach(RunningLoad::check);
    }

    private Disturbance turnOn(String name) throws IOException {
        FaultFile file = FaultFile.read(faults);
        FaultFile.Fault fault = file.find(name).orElseThrow(() -> new LabException("There is no fault " + name + "."));
        Disturbance disturbance = remember(() -> FaultFile.read(faults).set(fault, FaultFile.OFF));
        file.set(fault, fault.variants().get(0));
        return disturbance;
    }

    private Disturbance freeze(Cause.Frozen cause) throws IOException {
        Freezable part = freezer.find(cause.victim());
        Disturbance disturbance = remember(() -> part.end(cause.cure()));
        part.freeze();
        return disturbance;
    }

    /** Before it is done: then it is also undone if doing it ends halfway. */
    private Disturbance remember(Undo undo) {
        Disturbance disturbance = new Disturbance(undo);
        present.push(disturbance);
        return disturbance;
    }

    private void checkOpen() {
        if (closed) {
            throw new LabException("The drill is being ended.");
        }
    }

    /** Undoes whatever is left, in reverse. */
    synchronized void endAll() {
        RuntimeException failure = null;
        while (!present.isEmpty()) {
            try {
                present.peek().end();
            } catch (UncheckedIOException | LabException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** {@link #endAll()}, and lets nothing be begun any more. */
    synchronized void endForGood() {
        closed = true;
        endAll();
    }
}
