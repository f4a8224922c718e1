package dev.signalbox.lab.up;

import dev.signalbox.lab.process.Part;
import dev.signalbox.lab.process.PartUnavailable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A part that is a line of shell; it is ready when the file {@code ready} exists.
 *
 * @param unavailable why it is left out, or null
 */
record FakePart(String name, String script, Path ready, Set<String> after, boolean isFoundation, String unavailable)
        implements Part {

    /** Ready as soon as it runs. */
    static FakePart of(String name, String script, Path directory) {
        Path ready = directory.resolve(name + ".ready");
        return new FakePart(name, "touch '" + ready + "'; " + script, ready, Set.of(), false, null);
    }

    FakePart startingAfter(String other) {
        return new FakePart(name, script, ready, Set.of(other), isFoundation, unavailable);
    }

    FakePart asFoundation() {
        return new FakePart(name, script, ready, after, true, unavailable);
    }

    FakePart unavailable(String reason) {
        return new FakePart(name, script, ready, after, isFoundation, reason);
    }

    @Override
    public void prepare() throws Exception {
        if (unavailable != null) {
            throw new PartUnavailable(unavailable);
        }
        Files.deleteIfExists(ready);
    }

    @Override
    public List<String> command() {
        return List.of("sh", "-c", script);
    }

    @Override
    public List<Integer> ports() {
        return List.of(0);
    }

    @Override
    public URI health() {
        return URI.create("tcp://127.0.0.1:1");
    }

    @Override
    public boolean isReady() {
        return Files.exists(ready);
    }

    @Override
    public Duration readyWithin() {
        return Duration.ofSeconds(10);
    }
}
