package dev.signalbox.lab.load;

import dev.signalbox.lab.console.Console;
import java.time.Duration;

/** A line that changes in place where there is a terminal; elsewhere a new one every {@value #LINE_EVERY_SECONDS} seconds. */
final class LiveLine {

    private static final int LINE_EVERY_SECONDS = 10;
    private static final String BEGINNING_OF_CLEARED_LINE = "\r\u001B[K";

    private final Console console;
    private final boolean terminal;

    LiveLine(Console console) {
        this.console = console;
        this.terminal = console.ansi().enabled();
    }

    void show(String text) {
        if (terminal) {
            console.raw(BEGINNING_OF_CLEARED_LINE + "  " + text);
        } else {
            console.note(text);
        }
    }

    /** Shows how it goes until it has ended. */
    void follow(LoadRun run, Duration lasts) throws InterruptedException {
        long begun = System.nanoTime();
        Duration every = Duration.ofSeconds(terminal ? 1 : LINE_EVERY_SECONDS);
        while (!run.hasEndedWithin(every)) {
            Duration passed = Duration.ofNanos(System.nanoTime() - begun);
            show(
                    passed.compareTo(lasts) < 0
                            ? Console.seconds(passed) + ": " + run.progress()
                            : "its time is over, and Gatling makes its report ...");
        }
        if (terminal) {
            console.raw(BEGINNING_OF_CLEARED_LINE);
        }
    }
}
