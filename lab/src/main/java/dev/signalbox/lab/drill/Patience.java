package dev.signalbox.lab.drill;

import java.time.Duration;

/**
 * How long a drill waits.
 *
 * @param lookEvery pause between two looks at the servers
 * @param toldWithin from cause to notification, on a laptop on which everything happens at once
 * @param overWithin from the end of the cause to the notification that it is over
 * @param noSecondWithin how long it goes on looking for a notification that should not come; the second Alertmanager
 *     and the second Grafana wait 3 s before they notify, and a group has news every 15 s
 * @param calmWithin until nothing fires that other alerts left behind
 */
record Patience(
        Duration lookEvery, Duration toldWithin, Duration overWithin, Duration noSecondWithin, Duration calmWithin) {

    static final Patience USUAL = new Patience(
            Duration.ofSeconds(1),
            Duration.ofMinutes(6),
            Duration.ofMinutes(5),
            Duration.ofSeconds(20),
            Duration.ofMinutes(4));
}
