package dev.signalbox.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** How it goes right now, which Gatling itself tells only at the end: the last {@value #SECONDS} seconds, on a line. */
final class Pulse {

    private static final int SECONDS = 10;

    /** Within a hundredth of the true value. */
    private static final int DIGITS = 2;

    private static final Recorder RECORDER = new Recorder(DIGITS);

    /** An answer came after so many ms, 0 or more. */
    static void answered(long millis) {
        RECORDER.recordValue(millis);
    }

    /** Prints a line each second, such as {@code now 41.3/s, p95 38 ms}, as long as there are answers. */
    static void print() {
        Deque<Histogram> seconds = new ArrayDeque<>();
        Executors.newSingleThreadScheduledExecutor(Pulse::daemon)
                .scheduleAtFixedRate(() -> printNext(seconds), 1, 1, TimeUnit.SECONDS);
    }

    private static void printNext(Deque<Histogram> seconds) {
        Histogram second = RECORDER.getIntervalHistogram();
        if (seconds.isEmpty() && second.getTotalCount() == 0) {
            return; // Its visitors still sign in.
        }
        seconds.addLast(second);
        if (seconds.size() > SECONDS) {
            seconds.removeFirst();
        }
        Histogram all = new Histogram(DIGITS);
        seconds.forEach(all::add);
        if (all.getTotalCount() > 0) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "now %.1f/s, p95 %d ms",
                    (double) all.getTotalCount() / seconds.size(),
                    all.getValueAtPercentile(95)));
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "pulse");
        thread.setDaemon(true);
        return thread;
    }

    private Pulse() {}
}
