package dev.signalbox.lab.service;

/** How much the services say about themselves. */
public enum Telemetry {
    /** All four signals: traces and metrics by the OpenTelemetry agent, profiles by its extension, logs to Loki. */
    ALL,
    /** Traces and metrics by the OpenTelemetry agent. */
    AGENT,
    /** Traces, metrics and logs by the services themselves, without the agent. */
    SDK,
    /** Nothing: what the others are measured against. */
    NONE;

    /** Whether the OpenTelemetry agent is attached. */
    public boolean hasAgent() {
        return this == ALL || this == AGENT;
    }
}
