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

    /** The servers that must see it and hold it: all but those that the drill took away. */
    private final Set<String> evaluators;

    private final Set<String> holders;
    private final Consumer<String> timeLine;

    private final Set<String> steps = new LinkedHashSet<>();
    private Set<String> pendingIn = Set.of();
    private Set<String> firingIn = Set.of();
    private Set<String> heldBy = Set.of();
    private Set<String> toldBy = Set.of();
    private Set<String> resolvedBy = Set.of();
    private boolean causeIsThere = true;

    /**
     * @param away the parts that the drill took away, and that therefore see nothing
     */
    AlertWatch(Expected expected, Set<String> away, Consumer<String> timeLine) {
        this.expected = expected;
        this.evaluators = without(expected.way().evaluators(), away);
        this.holders = without(expected.way().holders(), away);
        this.timeLine = timeLine;
    }

    /** The cause is gone: from now on it may be over. */
    void causeIsGone() {
        causeIsThere = false;
    }

    /**
     * Takes in what was seen in one look.
     *
     * @param alerts of each server
     * @throws DrillFailure if that can no longer become right
     */
    void see(Map<String, Set<Alert>> alerts, List<NotificationCount> told) {
        pendingIn = serversWith(alerts, expected.way().evaluators(), Set.of(State.PENDING, State.FIRING));
        firingIn = serversWith(alerts, expected.way().evaluators(), Set.of(State.FIRING));
        heldBy = serversWith(alerts, expected.way().holders(), Set.of(State.FIRING));
        toldBy = channels(told, NotificationCount::firing);
        resolvedBy = channels(told, NotificationCount::resolved);
        tellSteps();
        for (NotificationCount count : told) {
            judge(count);
        }
    }

    /** Every server that should has it, and every channel has told of it. */
    boolean isTold() {
        return firingIn.containsAll(evaluators)
                && heldBy.containsAll(holders)
                && toldBy.equals(expected.way().channels());
    }

    /** No server sees it any more, and every channel has told that it is over. */
    boolean isOver() {
        return pendingIn.isEmpty() && resolvedBy.equals(expected.way().channels());
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
        if (count.firing() + count.resolved() > 0 && !expected.way().channels().contains(count.channel())) {
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
            tell(firingIn.containsAll(evaluators), "firing    " + expected + " in " + listed(evaluators));
            if (!holders.isEmpty()) {
                tell(heldBy.containsAll(holders), "held      " + expected + " by " + listed(holders));
            }
        } else {
            tell(pendingIn.isEmpty(), "ended     " + expected + " in " + listed(evaluators));
        }
        toldBy.forEach(channel -> tell(true, "notified  " + expected + " by " + channel));
        resolvedBy.forEach(channel -> tell(true, "resolved  " + expected + " by " + channel));
    }

    private void tell(boolean happened, String step) {
        if (happened && steps.add(step)) {
            timeLine.accept(step);
        }
    }

    private Set<String> serversWith(Map<String, Set<Alert>> alerts, Set<String> servers, Set<State> states) {
        return alerts.entrySet().stream()
                .filter(server -> servers.contains(server.getKey()))
                .filter(server -> server.getValue().stream()
                        .anyMatch(alert ->
                                alert.is(expected.alertname(), expected.service()) && states.contains(alert.state())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> servers, Set<String> away) {
        return servers.stream().filter(server -> !away.contains(server)).collect(Collectors.toUnmodifiableSet());
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
