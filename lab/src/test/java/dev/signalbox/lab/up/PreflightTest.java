package dev.signalbox.lab.up;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.service.PagerPart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        assertThatThrownBy(() -> Preflight.checkDisk(Path.of("/full"), Preflight.NEEDED_MEGABYTES - 1))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("/full")
                .hasMessageContaining("--home");
        assertThatCode(() -> Preflight.checkDisk(Path.of("/roomy"), Preflight.NEEDED_MEGABYTES))
                .doesNotThrowAnyException();
    }

    @Test
    void namesTheJarThatWasNotBuilt() {
        assertThatThrownBy(() -> Preflight.checkJars(HOME, List.of("no-such.jar")))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("no-such.jar")
                .hasMessageContaining("mvn");
    }
}
