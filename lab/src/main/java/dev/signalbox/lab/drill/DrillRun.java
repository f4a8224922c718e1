package dev.signalbox.lab.drill;

import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.drill.Disturbances.Disturbance;
import dev.signalbox.lab.observe.Alert;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.NoAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/** One drill: breaks, waits until it is told, mends, waits until it is over, and looks that nothing is told twice. */
final class DrillRun {

    private final Drill drill;
    private final Backends backends;
    private final Disturbances disturbances;
    private final Patience patience;
    private final TimeLine timeLine;
    private final List<AlertWatch> watches;
    private final Instant since = Instant.now();

    /**
     * @param away the parts that this round takes away, and that therefore see nothing
     */
    DrillRun(
            Drill drill,
            Set<String> away,
            Backends backends,
            Disturbances disturbances,
            Patience patience,
            TimeLine timeLine) {
        this.drill = drill;
        this.backends = backends;
        this.disturbances = disturbances;
        this.patience = patience;
        this.timeLine = timeLine;
        this.watches = drill.expected().stream()
                .map(expected -> new AlertWatch(expected, away, this::tell))
                .toList();
    }

    /**
     * @throws DrillFailure if the alerts did not do what they should
     */
    void run() throws IOException, InterruptedException {
        Disturbance cause = disturbances.begin(drill.cause());
        tell("broken    " + drill.cause());
        try {
            awaitAll(AlertWatch::isTold, patience.toldWithin(), "was not told everywhere");
        } finally {
            cause.end();
            tell("mended    " + drill.cause());
        }
        watches.forEach(AlertWatch::causeIsGone);
        awaitAll(AlertWatch::isOver, patience.overWithin(), "was not over everywhere");
        stay(AlertWatch::isOver);
        tell("passed    each channel told once, and once that it is over");
    }

    private void awaitAll(Predicate<AlertWatch> state, Duration within, String otherwise) {
        try {
            looking().atMost(within).until(() -> look(state));
        } catch (ConditionTimeoutException e) {
            throw new DrillFailure(watches.stream()
                    .filter(state.negate())
                    .map(AlertWatch::describe)
                    .collect(Collectors.joining(
                            "; ", "It " + otherwise + " within " + within.toSeconds() + " s: ", "")));
        }
    }

    private void stay(Predicate<AlertWatch> state) {
        try {
            // Longer than that: a look that got no answer lets the time begin anew.
            looking()
                    .during(patience.noSecondWithin())
                    .atMost(patience.noSecondWithin().multipliedBy(3))
                    .until(() -> look(state));
        } catch (ConditionTimeoutException e) {
            throw new DrillFailure("It began again after it was over: "
                    + watches.stream().map(AlertWatch::describe).collect(Collectors.joining("; ")));
        }
    }

    private ConditionFactory looking() {
        return await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(patience.lookEvery())
                .ignoreException(NoAnswerException.class);
    }

    private boolean look(Predicate<AlertWatch> state) {
        disturbances.check();
        Map<String, Set<Alert>> alerts = backends.alerts();
        for (int i = 0; i < watches.size(); i++) {
            Expected expected = drill.expected().get(i);
            watches.get(i).see(alerts, backends.notifications(expected.alertname(), expected.service(), since));
        }
        return watches.stream().allMatch(state);
    }

    private void tell(String what) {
        timeLine.event(drill.name(), what);
    }
}
