package dev.signalbox.lab.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.service.PagerPart;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.StateFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

    private static final LabHome HOME = LabHome.of(Path.of("."), null);

    @Test
    void namesAPortThatIsTakenWhoNeedsItAndWhatToDo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = other.getLocalPort();
            List<PagerPart> parts = List.of(new PagerPart(HOME, new Ports(taken - Ports.PAGER)));

            assertThatThrownBy(() -> Preflight.checkPorts(parts))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("Port " + taken)
                    .hasMessageContaining("pager")
                    .hasMessageContaining("--port-offset");
        }
    }

    @Test
    void namesTheDiskThatIsFullAndWhatToDo() {
        assertThatThrownBy(() -> Preflight.checkDisk(Path.of("/full"), 599, 600))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("/full")
                .hasMessageContaining("--home");
        assertThatCode(() -> Preflight.checkDisk(Path.of("/roomy"), 600, 600)).doesNotThrowAnyException();
    }

    @Test
    void knowsTheRoomForADirectoryThatIsNotThereYet(@TempDir Path directory) throws Exception {
        LabHome later = LabHome.of(Path.of("."), directory.resolve("not/yet/there"));

        assertThat(Preflight.freeMegabytes(later))
                .isCloseTo(Files.getFileStore(directory).getUsableSpace() >> 20, within(1_000L));
    }

    @Test
    void namesTheDirectoryThatCannotBeMade(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> Preflight.makeHome(LabHome.of(Path.of("."), file)))
                .isInstanceOf(LabException.class)
                .hasMessageContaining(file + " cannot be made")
                .hasMessageContaining("--home");
    }

    @Test
    void namesTheLabThatRunsAlready(@TempDir Path directory) throws Exception {
        LabHome home = LabHome.of(Path.of("."), directory);
        ProcessId self = ProcessId.of(ProcessHandle.current());
        new StateFile(home.state()).write(new LabState(self, true, true, 0, List.of()));

        assertThatThrownBy(() -> Preflight.checkNotRunning(home))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("runs already (pid " + self.pid() + ")")
                .hasMessageContaining("./signalbox down");
    }

    @Test
    void takesALabThatWasKilledForWhatItIs(@TempDir Path directory) throws Exception {
        LabHome home = LabHome.of(Path.of("."), directory);
        ProcessId gone = new ProcessId(ProcessHandle.current().pid(), Instant.EPOCH);
        new StateFile(home.state()).write(new LabState(gone, true, true, 0, List.of()));

        assertThatCode(() -> Preflight.checkNotRunning(home)).doesNotThrowAnyException();
    }

    @Test
    void namesTheJarThatWasNotBuilt() {
        assertThatThrownBy(() -> Preflight.checkJars(List.of(HOME.program("no-such"))))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("no-such.jar")
                .hasMessageContaining("mvn");
    }
}
