package dev.signalbox.lab.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.home.LabHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertmanagerPartTest {

    @TempDir
    Path root;

    @Test
    void ofAnEarlierRunSilencesAreKeptAndNotWhatWasTold() throws IOException {
        LabHome home = LabHome.of(root, null);
        for (String name : new String[] {"alertmanager-1", "alertmanager-2"}) {
            Path data = Files.createDirectories(home.home().resolve(name).resolve("data"));
            Files.createFile(data.resolve("nflog"));
            Files.createFile(data.resolve("silences"));
        }

        AlertmanagerPart.forgetWhatWasTold(home);

        try (Stream<Path> left = Files.walk(home.home()).filter(Files::isRegularFile)) {
            assertThat(left)
                    .map(file -> home.home().relativize(file).toString())
                    .containsExactlyInAnyOrder("alertmanager-1/data/silences", "alertmanager-2/data/silences");
        }
    }

    @Test
    void aLabThatNeverRanHasNothingToForget() throws IOException {
        AlertmanagerPart.forgetWhatWasTold(LabHome.of(root, null));

        assertThat(root).isEmptyDirectory();
    }
}
