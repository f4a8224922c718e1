package dev.signalbox.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A mistake in a file of settings.
 *
 * @param right what stands there
 * @param wrong what stands there instead
 */
record Mistake(String right, String wrong) {

    void in(Path file) throws IOException {
        String settings = Files.readString(file);
        assertThat(settings).contains(right);
        Files.writeString(file, settings.replace(right, wrong));
    }
}
