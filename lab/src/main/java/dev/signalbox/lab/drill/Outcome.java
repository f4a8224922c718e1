package dev.signalbox.lab.drill;

import java.time.Duration;
import java.util.Optional;

/**
 * How a drill went.
 *
 * @param failure what was not as it should be; empty if all held
 */
record Outcome(Drill drill, Optional<String> failure, Duration took) {

    boolean isPassed() {
        return failure.isEmpty();
    }
}
