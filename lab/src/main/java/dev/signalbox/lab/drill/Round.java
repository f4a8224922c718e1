package dev.signalbox.lab.drill;

import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.observe.Backends;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Drills that run side by side, from calm to calm.
 *
 * @param calm of the lab
 * @param backends of the lab
 * @param disturbances what the drills do to it; none is left afterwards
 */
record Round(Calm calm, Backends backends, Disturbances disturbances, Patience patience, TimeLine timeLine) {

    /** Returns how each went, in the order of the drills. */
    List<Outcome> run(List<Drill> drills) throws IOException, InterruptedException {
        Instant begun = Instant.now();
        Set<String> notCalm = calm.disturbedBy();
        if (!notCalm.isEmpty()) {
            return failed(drills, "The lab was not calm: " + String.join(", ", notCalm), begun);
        }
        timeLine.event("", "calm      nothing fires but Watchdog, no fault is on");
        List<Outcome> outcomes;
        try {
            for (Load load :
                    drills.stream().flatMap(drill -> drill.load().stream()).collect(Collectors.toSet())) {
                disturbances.begin(load);
                timeLine.event("", "load      " + load);
            }
            outcomes = sideBySide(drills, begun);
        } catch (LabException e) {
            outcomes = failed(drills, e.getMessage(), begun);
        } finally {
            disturbances.endAll();
        }
        return calmAgain(outcomes);
    }

    private List<Outcome> sideBySide(List<Drill> drills, Instant begun) throws InterruptedException {
        Set<String> away = drills.stream()
                .filter(drill -> drill.cause() instanceof Cause.Frozen)
                .map(drill -> ((Cause.Frozen) drill.cause()).victim().local())
                .collect(Collectors.toSet());
        ExecutorService threads = Executors.newFixedThreadPool(drills.size());
        try {
            List<Callable<Outcome>> runs = drills.stream()
                    .<Callable<Outcome>>map(drill -> () -> outcome(drill, away, begun))
                    .toList();
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> outcome : threads.invokeAll(runs)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Outcome outcome(Drill drill, Set<String> away, Instant begun) throws IOException, InterruptedException {
        Optional<String> failure = Optional.empty();
        try {
            new DrillRun(drill, away, backends, disturbances, patience, timeLine).run();
        } catch (DrillFailure | LabException e) {
            failure = Optional.of(e.getMessage());
            timeLine.event(drill.name(), "FAILED    " + e.getMessage());
        }
        return new Outcome(drill, failure, Duration.between(begun, Instant.now()));
    }

    /** Waits for the end of what else the drills made fire, or are about to: the next one finds the lab as this one did. */
    private List<Outcome> calmAgain(List<Outcome> outcomes) throws IOException {
        try {
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(patience.lookEvery())
                    .atMost(patience.calmWithin())
                    .until(() -> calm.aftermath().isEmpty());
            timeLine.event("", "calm      as before");
            return outcomes;
        } catch (ConditionTimeoutException e) {
            String left = "It left the lab disturbed: " + String.join(", ", calm.aftermath());
            timeLine.event("", "FAILED    " + left);
            return outcomes.stream()
                    .map(outcome ->
                            new Outcome(outcome.drill(), outcome.failure().or(() -> Optional.of(left)), outcome.took()))
                    .toList();
        }
    }

    private List<Outcome> failed(List<Drill> drills, String why, Instant begun) {
        timeLine.event("", "FAILED    " + why);
        return drills.stream()
                .map(drill -> new Outcome(drill, Optional.of(why), Duration.between(begun, Instant.now())))
                .toList();
    }
}
