package dev.signalbox.lab.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.process.Signal;
import dev.signalbox.lab.state.LabState.PartState;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {

    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endThem() {
        processes.forEach(Process::destroyForcibly);
    }

    private ProcessId run(String script) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", script).start();
        processes.add(process);
        return ProcessId.of(process.toHandle());
    }

    private static PartState part(String name, ProcessId process) {
        return new PartState(name, process, 1, URI.create("http://127.0.0.1:1/"), 0, Signal.TERM);
    }

    private LabState writtenAndRead(PartState... parts) throws Exception {
        StateFile file = new StateFile(directory.resolve("state.json"));
        file.write(new LabState(new ProcessId(1, java.time.Instant.EPOCH), true, true, 0, List.of(parts)));
        return file.read().orElseThrow();
    }

    @Test
    void endsWhatWasWrittenDownByForceIfNeedBe() throws Exception {
        LabState state = writtenAndRead(
                part("listens", run("exec sleep 600")), part("deaf", run("trap '' TERM; while :; do sleep 0.1; done")));

        List<String> ended = Orphans.end(state, Duration.ofMillis(500));

        assertThat(ended).containsExactly("listens", "deaf");
        assertThat(processes).noneMatch(Process::isAlive);
    }

    @Test
    void leavesAloneAnotherProcessThatGotTheNumberLater() throws Exception {
        ProcessId other = run("exec sleep 600");
        ProcessId remembered = new ProcessId(other.pid(), other.started().minusSeconds(60));

        List<String> ended = Orphans.end(writtenAndRead(part("gone", remembered)), Duration.ofMillis(100));

        assertThat(ended).isEmpty();
        assertThat(processes).allMatch(Process::isAlive);
    }

    @Test
    void aStateThatCannotBeReadProvesNothing() throws Exception {
        Path file = Files.writeString(directory.resolve("state.json"), "{\"supervisor\": ");

        assertThat(new StateFile(file).read()).isEmpty();
    }
}
