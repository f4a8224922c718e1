package dev.signalbox.lab.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.lab.home.LabException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartUpTest {

    @Test
    void printsTheMedianOfEachWayToStartAndHowFarItsRoundsLieApart() {
        String table = StartUp.markdown(Map.of(
                "JDK 17, with the agent",
                List.of(new StartUp(9, 20, 410), new StartUp(7.5, 18, 420), new StartUp(30, 60, 400))));

        assertThat(table).contains("| JDK 17, with the agent | 9.0 (7.5 to 30.0) | 20.0 | 410 |");
    }

    @Test
    void asksEachJavaForItsRelease() throws Exception {
        Path own = Path.of(System.getProperty("java.home"));

        assertThat(WayToStart.releaseOf(own)).isEqualTo(Runtime.version().feature());
    }

    @Test
    void namesTheDirectoryThatHoldsNoJava(@TempDir Path empty) {
        assertThatThrownBy(() -> WayToStart.releaseOf(empty))
                .isInstanceOf(LabException.class)
                .hasMessageContaining(empty.toString());
    }
}
