package dev.signalbox.lab.drill;

import java.util.Set;

/**
 * An alert that a drill makes fire.
 *
 * @param service its label {@code service_name}
 */
record Expected(String alertname, String service, Severity severity) {

    /** Whom Alertmanager's routes tell, by the alert's label {@code severity}. */
    enum Severity {
        /** Wakes somebody. */
        CRITICAL(Set.of("webhook", "slack", "email", "pagerduty")),
        /** For working hours. */
        WARNING(Set.of("webhook", "slack", "email"));

        private final Set<String> channels;

        Severity(Set<String> channels) {
            this.channels = channels;
        }

        /** The channels that must tell of it, each once, and that no other may. */
        Set<String> channels() {
            return channels;
        }
    }

    static Expected critical(String alertname, String service) {
        return new Expected(alertname, service, Severity.CRITICAL);
    }

    static Expected warning(String alertname, String service) {
        return new Expected(alertname, service, Severity.WARNING);
    }

    @Override
    public String toString() {
        return alertname + " of " + service;
    }
}
