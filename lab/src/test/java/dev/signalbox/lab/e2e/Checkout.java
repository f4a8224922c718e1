package dev.signalbox.lab.e2e;

import dev.signalbox.lab.home.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A checkout that labs are started in.
 *
 * @param root of it
 */
public record Checkout(Path root) {

    private static final String SETTINGS = "observability";

    /** The one that is being built. */
    static Checkout current() {
        return new Checkout(Path.of(System.getProperty("signalbox.root")));
    }

    /** Where tests leave what they make, to be looked at after they failed. */
    static Path scratch() {
        return current().root().resolve("lab/target/it");
    }

    /** Another one with the same programs, whose settings can be changed. */
    public static Checkout withOwnSettings(String name) throws IOException {
        Path current = current().root();
        Path directory = scratch().resolve("checkout-" + name);
        Trees.delete(directory);
        Files.createDirectories(directory);
        // What is made once serves both, also if neither has made anything yet.
        Files.createDirectories(current.resolve(".signalbox"));
        try (Stream<Path> entries = Files.list(current)) {
            for (Path entry : entries.toList()) {
                Path file = entry.getFileName();
                // The script looks for everything beside itself, and not beside a link to it.
                if (!List.of(SETTINGS, "signalbox").contains(file.toString())) {
                    Files.createSymbolicLink(directory.resolve(file), entry);
                }
            }
        }
        Files.copy(current.resolve("signalbox"), directory.resolve("signalbox"));
        copy(current, Path.of(SETTINGS), directory);
        return new Checkout(directory);
    }

    private static void copy(Path from, Path below, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from.resolve(below))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
