package dev.signalbox.lab.benchmark;

import java.util.Locale;

/**
 * One candidate in one round.
 *
 * @param cpuMillisPerOrder processor time of the three services, user and system, per order at the steady rate
 * @param p99Millis 99th percentile of the response time at the steady rate, in ms
 * @param ordersPerSecond answered when as many are sent as are answered
 * @param memoryMebibytes resident memory of the three services together
 */
record Measurement(double cpuMillisPerOrder, double p99Millis, double ordersPerSecond, double memoryMebibytes) {

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.2f ms CPU per order, p99 %.0f ms, at most %.0f orders/s, %.0f MiB",
                cpuMillisPerOrder,
                p99Millis,
                ordersPerSecond,
                memoryMebibytes);
    }
}
