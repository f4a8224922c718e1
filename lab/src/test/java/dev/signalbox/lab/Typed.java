package dev.signalbox.lab;

import dev.signalbox.lab.home.Trees;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** {@code ./signalbox} as somebody types it, but in this JVM, and all that it has said so far in a test. */
final class Typed implements BeforeEachCallback, AfterEachCallback {

    /** The one that is being built. */
    static final Path THIS_CHECKOUT = Path.of("..");

    private static final String ROOT = "signalbox.root";

    private final boolean inThisCheckout;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path directory;

    private Typed(boolean inThisCheckout) {
        this.inThisCheckout = inThisCheckout;
    }

    /** In a checkout that is empty at the begin of each test. */
    static Typed inAnEmptyCheckout() {
        return new Typed(false);
    }

    /** In this checkout, with a home of its own in which nothing is at the begin of each test. */
    static Typed inThisCheckout() {
        return new Typed(true);
    }

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        directory = Files.createTempDirectory("typed");
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        Trees.delete(directory);
    }

    /** The empty checkout, or the home in this one. */
    Path directory() {
        return directory;
    }

    /** Returns the exit code. */
    int signalbox(String... arguments) {
        System.setProperty(ROOT, (inThisCheckout ? THIS_CHECKOUT : directory).toString());
        String[] home = inThisCheckout ? new String[] {"--home", directory.toString()} : new String[] {};
        try {
            return Signalbox.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(Stream.of(arguments, home).flatMap(Stream::of).toArray(String[]::new));
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
