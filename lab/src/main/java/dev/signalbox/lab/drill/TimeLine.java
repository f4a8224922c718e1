package dev.signalbox.lab.drill;

import dev.signalbox.lab.console.Console;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What happens, as it happens, with the seconds since the beginning. */
final class TimeLine {

    private final Console console;
    private final Instant begun = Instant.now();

    TimeLine(Console console) {
        this.console = console;
    }

    void event(String drill, String what) {
        console.line(String.format(
                        Locale.ROOT,
                        "%5d s  %-28s %s",
                        Duration.between(begun, Instant.now()).toSeconds(),
                        drill,
                        what)
                .stripTrailing());
    }
}
