package dev.signalbox.lab.observe;

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
        SUPPRESSED
    }

    public boolean is(String otherName, String otherService) {
        return name.equals(otherName) && service.equals(otherService);
    }

    @Override
    public String toString() {
        return service.isEmpty() ? name : name + " of " + service;
    }
}
