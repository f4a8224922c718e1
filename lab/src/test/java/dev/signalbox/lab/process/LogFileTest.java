package dev.signalbox.lab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    Path directory;

    @Test
    void aNewStartKeepsTheLastLogAndNoOlderOne() throws Exception {
        LogFile log = new LogFile(directory.resolve("part.log"));
        for (String run : List.of("first", "second", "third")) {
            log.startAnew();
            Files.writeString(log.path(), run + "\n");
        }

        assertThat(log.path()).hasContent("third");
        assertThat(directory.resolve("part.log.1")).hasContent("second");
        assertThat(directory).isDirectoryNotContaining("glob:**.2");
    }

    @Test
    void aWriterGoesOnAtTheBeginningOfALogThatWasCut() throws Exception {
        LogFile log = new LogFile(directory.resolve("part.log"));
        log.startAnew();
        Process writer = new ProcessBuilder("sh", "-c", "echo before; read go; echo after")
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
                .start();
        org.awaitility.Awaitility.await().until(() -> log.tail(1).equals(List.of("before")));

        log.cut(100);
        assertThat(log.path()).hasContent("before");
        log.cut(3);
        writer.getOutputStream().close();
        writer.waitFor();

        assertThat(log.path()).hasContent("after");
        assertThat(directory.resolve("part.log.1")).hasContent("before");
    }

    @Test
    void showsTheLastLines() throws Exception {
        LogFile log = new LogFile(directory.resolve("part.log"));
        assertThat(log.tail(2)).isEmpty();

        Files.writeString(log.path(), "x".repeat(100_000) + "\none\ntwo\nthree\n");

        assertThat(log.tail(2)).containsExactly("two", "three");
    }
}
