package dev.signalbox.lab.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a person sees: one line per event, colours only where there is a terminal.
 *
 * @param out where the lines go
 * @param ansi whether there are colours
 */
public record Console(PrintWriter out, Ansi ansi) {

    /** Where picocli writes, with colours if that is a terminal. */
    public static Console of(CommandSpec command) {
        return new Console(command.commandLine().getOut(), Ansi.AUTO);
    }

    /** Text as it is, with its own line ends. */
    public void raw(String text) {
        synchronized (out) {
            out.print(text);
            out.flush();
        }
    }

    /** A line as it is. */
    public void line(String text) {
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }

    public void starting(String what) {
        event("@|faint starting|@", what, "");
    }

    public void ready(String what, Duration took) {
        event("@|green ready|@   ", what, seconds(took));
    }

    public void skipped(String what, String why) {
        event("@|yellow left out|@", what, why);
    }

    public void trouble(String what, String why) {
        event("@|red trouble|@ ", what, why);
    }

    public void note(String text) {
        line("  " + text);
    }

    /** Makes a text stand out, where there are colours. */
    public String bold(String text) {
        return ansi.string("@|bold " + text + "|@");
    }

    /** {@code 1.4 s}, {@code 83 s}, {@code 12 min}, {@code 3.5 h}. */
    public static String seconds(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (seconds < 600) {
            return Math.round(seconds) + " s";
        }
        return seconds < 7200
                ? Math.round(seconds / 60) + " min"
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    private void event(String markup, String what, String detail) {
        line(("  " + ansi.string(markup) + "  " + String.format(Locale.ROOT, "%-16s %s", what, detail))
                .stripTrailing());
    }
}
