package dev.signalbox.lab.drill;

import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.observe.GrafanaStack;
import java.util.Set;

/**
 * An alert that a drill makes fire.
 *
 * @param service its label {@code service_name}
 * @param way from the rule to people
 */
record Expected(String alertname, String service, Way way) {

    /** The way of an alert: who sees it, who holds it, and by which channels it tells of it. */
    enum Way {
        /** By a rule of Prometheus whose label {@code severity} has Alertmanager's routes wake somebody. */
        CRITICAL(Pair.PROMETHEUS.names(), Pair.ALERTMANAGER.names(), Set.of("webhook", "slack", "email", "pagerduty")),
        /** The same, for working hours. */
        WARNING(Pair.PROMETHEUS.names(), Pair.ALERTMANAGER.names(), Set.of("webhook", "slack", "email")),
        /** By a rule of Grafana's own, which tells of it itself, by its one contact point. */
        GRAFANA(Set.copyOf(GrafanaStack.PAIR), Set.of(), Set.of("webhook"));

        private final Set<String> evaluators;
        private final Set<String> holders;
        private final Set<String> channels;

        Way(Set<String> evaluators, Set<String> holders, Set<String> channels) {
            this.evaluators = evaluators;
            this.holders = holders;
            this.channels = channels;
        }

        /** The servers that evaluate the rule. */
        Set<String> evaluators() {
            return evaluators;
        }

        /** The servers that they hand the alert to. */
        Set<String> holders() {
            return holders;
        }

        /** The channels that must tell of it, each once, and that no other may. */
        Set<String> channels() {
            return channels;
        }
    }

    static Expected critical(String alertname, String service) {
        return new Expected(alertname, service, Way.CRITICAL);
    }

    static Expected warning(String alertname, String service) {
        return new Expected(alertname, service, Way.WARNING);
    }

    static Expected ofGrafana(String alertname, String service) {
        return new Expected(alertname, service, Way.GRAFANA);
    }

    @Override
    public String toString() {
        return alertname + " of " + service;
    }
}
