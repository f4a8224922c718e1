package dev.signalbox.lab.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProgramsTest {

    @Test
    void whatAnInterruptedStartHasLeftIsReplacedByTheWhole(@TempDir Path tools) throws Exception {
        Path left = Files.createDirectories(tools.resolve("postgres-unpacking/bin"));
        Files.writeString(left.resolve("postgres"), "half of it");

        Path programs = PostgresPrograms.unpack(tools);

        assertThat(programs.resolve("bin/postgres")).isExecutable();
        assertThat(tools).isDirectoryNotContaining("glob:**/postgres-unpacking*");
    }
}
