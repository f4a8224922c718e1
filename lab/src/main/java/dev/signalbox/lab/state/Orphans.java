package dev.signalbox.lab.state;

import dev.signalbox.lab.state.LabState.PartState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes that outlived their supervisor, and are proven to be the lab's by number and time of start. */
public final class Orphans {

    /** Each has this long, as when its supervisor asks it. */
    public static final Duration END_WITHIN = Duration.ofSeconds(8);

    private Orphans() {}

    /**
     * Ends what a lab left behind: asks first, and ends by force what has not gone within the time.
     *
     * @return the names of the parts that still ran
     */
    public static List<String> end(LabState state, Duration within) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        List<ProcessHandle> processes = new ArrayList<>();
        for (PartState part : state.parts()) {
            Optional<ProcessHandle> process = part.process().find();
            if (process.isPresent()) {
                names.add(part.name());
                processes.add(process.get());
                part.stopSignal().send(process.get().pid());
            }
        }
        if (!haveEnded(processes, within)) {
            processes.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
            haveEnded(processes, Duration.ofSeconds(2));
        }
        return names;
    }

    private static boolean haveEnded(List<ProcessHandle> processes, Duration within) throws InterruptedException {
        try {
            CompletableFuture.allOf(
                            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
