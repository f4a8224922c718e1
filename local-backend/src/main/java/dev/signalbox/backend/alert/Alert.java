package dev.signalbox.backend.alert;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One alert, as each of the servers sees it.
 *
 * @param labels what it is known by
 * @param since when it began, by the first that says so
 * @param expression what its rule evaluates, in PromQL; empty when no Prometheus tells of it
 * @param views how each server sees it, in the order of the servers
 */
public record Alert(
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant since,
        String expression,
        List<View> views) {

    /** How a server sees an alert. */
    public enum View {
        /** Prometheus: its condition holds, and has for long enough. */
        FIRING,
        /** Prometheus: its condition holds, but not yet for long enough. */
        PENDING,
        /** Alertmanager: it is told to people. */
        ACTIVE,
        /** Alertmanager: it is not told to people, because a person said so. */
        SILENCED,
        /** Alertmanager: it is not told to people, because a larger alert says it all. */
        INHIBITED,
        /** The server does not know it. */
        ABSENT,
        /** The server does not answer. */
        UNKNOWN;

        public String label() {
            return switch (this) {
                case ABSENT -> "—";
                case UNKNOWN -> "?";
                default -> name().toLowerCase(Locale.ROOT);
            };
        }
    }

    /** What it comes to. */
    public enum State {
        FIRING,
        PENDING,
        SILENCED,
        /** Fires always, to show that alerting works. */
        ALWAYS
    }

    public String name() {
        return labels.getOrDefault("alertname", "?");
    }

    public String service() {
        return labels.get("service_name");
    }

    public String severity() {
        return labels.getOrDefault("severity", "");
    }

    /** One line for people. */
    public String summary() {
        return annotations.getOrDefault("summary", "");
    }

    public State state() {
        if (severity().equals("none")) {
            return State.ALWAYS;
        }
        if (views.contains(View.SILENCED) || views.contains(View.INHIBITED)) {
            return State.SILENCED;
        }
        return views.contains(View.FIRING) || views.contains(View.ACTIVE) ? State.FIRING : State.PENDING;
    }
}
