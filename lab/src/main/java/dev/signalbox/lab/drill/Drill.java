package dev.signalbox.lab.drill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One thing that goes wrong, from cause to exactly one notification and back.
 *
 * @param teaches what somebody learns who looks at the signals meanwhile
 * @param load what has to run beside the cause
 * @param about how long it takes from start to calm
 */
record Drill(String name, String teaches, Cause cause, Optional<Load> load, List<Expected> expected, Duration about) {}
