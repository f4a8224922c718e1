package dev.signalbox.lab.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

    @TempDir
    private Path directory;

    @Test
    void aLabThatEndsWhileSomebodyLooksIsNoLab() throws Exception {
        StateFile file = new StateFile(directory.resolve("state.json"));
        ExecutorService others = Executors.newSingleThreadExecutor();
        try {
            Future<Void> comesAndGoes = others.submit((Callable<Void>) () -> {
                for (int i = 0; i < 2_000; i++) {
                    Files.writeString(file.path(), "{}");
                    file.delete();
                }
                return null;
            });
            while (!comesAndGoes.isDone()) {
                file.read();
            }
            comesAndGoes.get();
        } finally {
            others.shutdownNow();
        }
        assertThat(file.read()).isEmpty();
    }

    @Test
    void whatIsNoStateProvesNothing() throws Exception {
        StateFile file = new StateFile(directory.resolve("state.json"));
        for (String content : List.of("", "{", "[]")) {
            Files.writeString(file.path(), content);
            assertThat(file.read()).as(content).isEmpty();
        }
    }
}
