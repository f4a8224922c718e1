package dev.signalbox.lab.drill;

import dev.signalbox.lab.observe.Alert;
import dev.signalbox.lab.observe.Alert.State;
import dev.signalbox.lab.observe.NotificationCount;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * One alert through a drill: tells each step when it is first seen, and judges whether all is as it should be. Looked at
 * by one thread.
 */
final class AlertWatch {

    private final Expected expected;

    /** The servers that must see it: all but those that the drill took away. */
    private final Set<String> prometheus;

    private final Set<String> alertmanagers;
    private final Consumer<String> timeLine;

    private final Set<String> steps = new LinkedHashSet<>();
    private Set<String> pendingIn = Set.of();
    private Set<String> firingIn = Set.of();
    private Set<String> heldBy = Set.of();
    private Set<String> toldBy = Set.of();
    private Set<String> resolvedBy = Set.of();
    private boolean causeIsThere = true;

    AlertWatch(Expected expected, Set<String> prometheus, Set<String> alertmanagers, Consumer<String> timeLine) {
        this.expected = expected;
        this.prometheus = prometheus;
        this.alertmanagers = alertmanagers;
        this.timeLine = timeLine;
    }

    /** The cause is gone: from now on it may be over. */
    void causeIsGone() {
        causeIsThere = false;
    }

    /**
     * Takes in what was seen in one look.
     *
     * @throws DrillFailure if that can no longer become right
     */
    void see(
            Map<String, Set<Alert>> inPrometheus,
            Map<String, Set<Alert>> inAlertmanager,
            List<NotificationCount> told) {
        pendingIn = serversWith(inPrometheus, Set.of(State.PENDING, State.FIRING));
        firingIn = serversWith(inPrometheus, Set.of(State.FIRING));
        heldBy = serversWith(inAlertmanager, Set.of(State.FIRING));
        toldBy = channels(told, NotificationCount::firing);
        resolvedBy = channels(told, NotificationCount::resolved);
        tellSteps();
        for (NotificationCount count : told) {
            judge(count);
        }
    }

    /** Every Prometheus and Alertmanager has it, and every channel has told of it. */
    boolean isTold() {
        return firingIn.containsAll(prometheus)
                && heldBy.containsAll(alertmanagers)
                && toldBy.equals(expected.severity().channels());
    }

    /** No Prometheus sees it any more, and every channel has told that it is over. */
    boolean isOver() {
        return pendingIn.isEmpty() && resolvedBy.equals(expected.severity().channels());
    }

    /** How far it is, for whoever waited in vain. */
    String describe() {
        return expected + " is pending or firing in " + listed(pendingIn) + ", firing in " + listed(firingIn)
                + ", held by " + listed(heldBy) + ", told by " + listed(toldBy) + ", told to be over by "
                + listed(resolvedBy);
    }

    private void judge(NotificationCount count) {
        if (count.firing() > 1) {
            throw new DrillFailure(
                    count.channel() + " told " + count.firing() + " times of " + expected + ", and not once");
        }
        if (count.resolved() > 1) {
            throw new DrillFailure(count.channel() + " told " + count.resolved() + " times that " + expected
                    + " is over, and not once");
        }
        if (count.firing() + count.resolved() > 0
                && !expected.severity().channels().contains(count.channel())) {
            throw new DrillFailure(count.channel() + " told of " + expected + ", which is not meant for it");
        }
        if (causeIsThere && count.resolved() > 0) {
            throw new DrillFailure(count.channel() + " told that " + expected + " is over, while its cause was there");
        }
    }

    private void tellSteps() {
        if (causeIsThere) {
            if (firingIn.isEmpty()) {
                tell(!pendingIn.isEmpty(), "pending   " + expected);
            }
            tell(firingIn.containsAll(prometheus), "firing    " + expected + " in " + listed(prometheus));
            tell(heldBy.containsAll(alertmanagers), "held      " + expected + " by " + listed(alertmanagers));
        } else {
            tell(pendingIn.isEmpty(), "ended     " + expected + " in every Prometheus");
        }
        toldBy.forEach(channel -> tell(true, "notified  " + expected + " by " + channel));
        resolvedBy.forEach(channel -> tell(true, "resolved  " + expected + " by " + channel));
    }

    private void tell(boolean happened, String step) {
        if (happened && steps.add(step)) {
            timeLine.accept(step);
        }
    }

    private Set<String> serversWith(Map<String, Set<Alert>> seen, Set<State> states) {
        return seen.entrySet().stream()
                .filter(server -> server.getValue().stream()
                        .anyMatch(alert ->
                                alert.is(expected.alertname(), expected.service()) && states.contains(alert.state())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> channels(List<NotificationCount> told, ToIntFunction<NotificationCount> number) {
        return told.stream()
                .filter(count -> number.applyAsInt(count) > 0)
                .map(NotificationCount::channel)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String listed(Set<String> names) {
        return names.isEmpty() ? "none" : String.join(" and ", new TreeSet<>(names));
    }
}
