package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.process.Signal;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.LabState.PartState;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A lab as it is at a terminal, without the agent: it runs until Ctrl-C.
 *
 * @param process the command
 * @param output what it has said so far
 */
public record ForegroundLab(Lab lab, Process process, Path output) implements AutoCloseable {

    /** What the earlier lab had left running. */
    static final String LEFT = "sleeper";

    private static final Duration UP_WITHIN = Duration.ofMinutes(5);

    /** Starts a lab after one whose supervisor was killed, and returns when it is ready. */
    static ForegroundLab up(Lab lab) throws IOException {
        leaveRunning(lab, new ProcessBuilder("sleep", "600").start());
        Path output = Files.createTempFile("signalbox", ".out");
        // A test run in the background has inherited that Ctrl-C is ignored; at a terminal it is not.
        List<String> command = List.of(
                "env",
                "--default-signal=INT",
                lab.script().toString(),
                "up",
                "--fresh",
                "--no-agent",
                "--load",
                "none");
        ForegroundLab foreground = new ForegroundLab(lab, lab.start(Map.of(), output, command), output);
        await().atMost(UP_WITHIN)
                .until(() -> foreground.said().contains("The lab is ready") || !foreground.process.isAlive());
        assertThat(foreground.process.isAlive()).as(foreground.said()).isTrue();
        return foreground;
    }

    private static void leaveRunning(Lab lab, Process process) throws IOException {
        ProcessId killed = new ProcessId(process.pid(), Instant.EPOCH);
        PartState left = new PartState(
                LEFT, ProcessId.of(process.toHandle()), 1, URI.create("tcp://127.0.0.1:1"), 0, Signal.TERM);
        Files.createDirectories(lab.home());
        new StateFile(lab.home().resolve("state.json")).write(new LabState(killed, true, false, 0, List.of(left)));
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Ends it as its user does, and waits for that as long as it may take. */
    void ctrlC() throws IOException {
        Signal.INT.send(process.pid());
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            ctrlC();
        }
        Files.delete(output);
    }
}
