package dev.signalbox.lab.observe;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * An alert as one server sees it.
 *
 * @param service what it is about: its label {@code service_name}; empty if it has none
 */
public record Alert(String name, String service, State state) {

    /** The alert that always fires, to show that alerting works. */
    public static final String WATCHDOG = "Watchdog";

    /** How far it has come. */
    public enum State {
        /** Its condition holds, and has not held for long enough. */
        PENDING,
        FIRING,
        /** Alertmanager has it and tells nobody: another alert explains it, or somebody silenced it. */
        SUPPRESSED;

        private static State of(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "pending" -> PENDING;
                case "suppressed" -> SUPPRESSED;
                // Prometheus says firing; Alertmanager says active, or for a moment unprocessed.
                default -> FIRING;
            };
        }
    }

    /**
     * Reads a list of them.
     *
     * @param state where one says how far it has come
     */
    static Set<Alert> all(JsonNode alerts, Function<JsonNode, JsonNode> state) {
        return alerts.valueStream()
                .map(alert -> new Alert(
                        alert.path("labels").path("alertname").asString(""),
                        alert.path("labels").path("service_name").asString(""),
                        State.of(state.apply(alert).asString(""))))
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean is(String otherName, String otherService) {
        return name.equals(otherName) && service.equals(otherService);
    }

    @Override
    public String toString() {
        return service.isEmpty() ? name : name + " of " + service;
    }
}
