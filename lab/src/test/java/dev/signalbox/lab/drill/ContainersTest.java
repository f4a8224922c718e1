package dev.signalbox.lab.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.lab.drill.Disturbances.Disturbance;
import dev.signalbox.lab.drill.Freezer.Cure;
import dev.signalbox.lab.fault.FaultFile;
import dev.signalbox.lab.home.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of Docker, by a program in its place that writes it down and knows which container is paused. */
class ContainersTest {

    private static final String WHICH_ARE_PAUSED = "ps --status paused --services";

    private static final Cause TELEMETRY = new Cause.Frozen(Victim.TELEMETRY, Cure.THAW);

    @TempDir
    Path directory;

    private Disturbances disturbances;

    @BeforeEach
    void aDocker() throws IOException {
        Path docker = directory.resolve("docker");
        Files.writeString(docker, """
                cd %s
                echo "$*" >> asked
                test -e "$1-fails" && { echo "$1: this container is not as it should be"; exit 1; }
                case $1 in
                  ps) cat paused 2>/dev/null || true ;;
                  pause) echo "$2" > paused ;;
                  unpause|kill) rm paused ;;
                esac
                """.formatted(directory));
        Files.writeString(faults(), """
                {"flags": {"memory-leak": {"variants": {"off": 0, "on": 2}, "defaultVariant": "off"}}}
                """);
        disturbances = new Disturbances(faults(), new Containers(List.of("sh", docker.toString())), load -> {
            throw new AssertionError("nobody comes");
        });
    }

    private Path faults() {
        return directory.resolve("faults.json");
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(directory.resolve("asked"));
    }

    private boolean isPaused() {
        return Files.exists(directory.resolve("paused"));
    }

    private void fails(String command) throws IOException {
        Files.createFile(directory.resolve(command + "-fails"));
    }

    @Test
    void aPartIsPausedAndGoesOnByItsNameInCompose() throws Exception {
        Disturbance disturbance = disturbances.begin(TELEMETRY);
        assertThat(isPaused()).isTrue();

        disturbance.end();

        assertThat(asked()).containsExactly("pause otel-collector", WHICH_ARE_PAUSED, "unpause otel-collector");
    }

    @Test
    void aPartThatMustNotGoOnIsKilledWhilePausedAndStartedAgain() throws Exception {
        disturbances
                .begin(new Cause.Frozen(Victim.ALERTMANAGER_2, Cure.RESTART))
                .end();

        assertThat(asked())
                .containsExactly(
                        "pause alertmanager-2", WHICH_ARE_PAUSED, "kill alertmanager-2", "start alertmanager-2");
    }

    @Test
    void whatCouldNotBePausedIsSaidAndNotThawed() throws Exception {
        fails("pause");

        assertThatThrownBy(() -> disturbances.begin(TELEMETRY))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("docker compose pause otel-collector")
                .hasMessageContaining("not as it should be");

        disturbances.endAll();
        assertThat(asked()).containsExactly("pause otel-collector", WHICH_ARE_PAUSED);
    }

    @Test
    void withoutDockerThatIsSaid() {
        Disturbances without = new Disturbances(
                faults(), new Containers(List.of(directory.resolve("no-docker").toString())), load -> null);

        assertThatThrownBy(() -> without.begin(TELEMETRY))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("There is no such program");
    }

    @Test
    void aPartGoesOnWhenTheProcessIsEnded() throws Exception {
        disturbances.begin(TELEMETRY);

        disturbances.endForGood();

        assertThat(isPaused()).isFalse();
    }

    @Test
    void whoIsInterruptedThawsAllTheSameAndStaysInterrupted() throws Exception {
        disturbances.begin(TELEMETRY);

        Thread.currentThread().interrupt();
        disturbances.endAll();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(isPaused()).isFalse();
    }

    @Test
    void aPartThatCannotBeThawedIsSaidAndTheRestIsMended() throws Exception {
        disturbances.begin(new Cause.Fault("memory-leak"));
        disturbances.begin(TELEMETRY);
        fails("unpause");

        assertThatThrownBy(disturbances::endAll)
                .isInstanceOf(LabException.class)
                .hasMessageContaining("docker compose unpause otel-collector");

        assertThat(FaultFile.read(faults()).find("memory-leak"))
                .hasValueSatisfying(fault -> assertThat(fault.isOn()).isFalse());
    }
}
