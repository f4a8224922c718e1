package dev.signalbox.lab;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;

/** {@code ./signalbox} as somebody types it, but in this JVM, and all that it has said so far. */
final class Typed {

    private static final String ROOT = "signalbox.root";

    private final Path checkout;
    private final String[] always;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /**
     * @param always what each command ends with
     */
    Typed(Path checkout, String... always) {
        this.checkout = checkout;
        this.always = always;
    }

    /** Returns the exit code. */
    int signalbox(String... arguments) {
        System.setProperty(ROOT, checkout.toString());
        try {
            return Signalbox.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(Stream.of(arguments, always).flatMap(Stream::of).toArray(String[]::new));
        } finally {
            System.clearProperty(ROOT);
        }
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
