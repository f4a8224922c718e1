package dev.signalbox.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultFileTest {

    @TempDir
    Path directory;

    /** The stack in Docker reads the file that is in Git. */
    @Test
    void ofAFaultThatWasOnAndIsOffAgainNoTraceIsLeft() throws Exception {
        Path template = Path.of("../observability/faults/faults.json");
        Path path = Files.copy(template, directory.resolve("faults.json"));
        FaultFile file = FaultFile.read(path);
        FaultFile.Fault fault = file.find("order-errors").orElseThrow();

        file.set(fault, "on");
        assertThat(path).content().isNotEqualTo(Files.readString(template));
        file.set(fault, FaultFile.OFF);

        assertThat(path).hasSameBinaryContentAs(template);
    }

    /** Containers read it as users of their own; somebody's umask may forbid that of every new file. */
    @Test
    void whoCouldReadItStillCan() throws Exception {
        Path path = Files.copy(Path.of("../observability/faults/faults.json"), directory.resolve("faults.json"));
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw----rw-");
        Files.setPosixFilePermissions(path, permissions);
        FaultFile file = FaultFile.read(path);

        file.set(file.find("order-errors").orElseThrow(), "on");

        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(permissions);
    }
}
