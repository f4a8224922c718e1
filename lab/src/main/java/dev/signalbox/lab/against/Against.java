package dev.signalbox.lab.against;

/** The kinds of lab. */
public enum Against {
    /** What {@code ./signalbox up} started. */
    LOCAL,
    /** What {@code docker compose up} started. */
    COMPOSE
}
