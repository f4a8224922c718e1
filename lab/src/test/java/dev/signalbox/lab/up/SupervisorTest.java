package dev.signalbox.lab.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.process.Child;
import dev.signalbox.lab.process.Signal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

class SupervisorTest {

    private static final String FOR_EVER = "exec sleep 600";

    @TempDir
    Path directory;

    private final StringWriter shown = new StringWriter();
    private final Map<String, ProcessHandle> running = new ConcurrentHashMap<>();
    private final List<ProcessHandle> everStarted = new ArrayList<>();
    private volatile boolean diskIsFull;
    private Supervisor supervisor;

    @AfterEach
    void nothingIsLeft() {
        if (supervisor != null) {
            supervisor.stop();
        }
        assertThat(everStarted).noneMatch(ProcessHandle::isAlive);
    }

    private Supervisor supervise(FakePart... parts) {
        supervisor = new Supervisor(
                List.of(parts),
                directory.resolve("logs"),
                new Console(new PrintWriter(shown), Ansi.OFF),
                (children, restarts, ready) -> {
                    if (diskIsFull) {
                        throw new IOException("No space left on device");
                    }
                    running.clear();
                    for (Child child : children) {
                        running.put(child.part().name(), child.process().toHandle());
                        everStarted.add(child.process().toHandle());
                    }
                });
        return supervisor;
    }

    @Test
    void startsAPartOnlyWhenTheOneBeforeItIsReady() throws Exception {
        Path first = directory.resolve("first.ready");
        FakePart slow = FakePart.of("first", FOR_EVER, directory);
        slow = new FakePart("first", "sleep 0.5; " + slow.script(), slow.ready(), slow.after(), false, null);
        FakePart second = FakePart.of("second", "test -e '" + first + "' && " + FOR_EVER, directory);

        supervise(slow, second.startingAfter("first")).start();

        assertThat(running).containsOnlyKeys("first", "second");
        assertThat(running.values()).allMatch(ProcessHandle::isAlive);
        assertThat(shown.toString()).containsSubsequence("ready     first", "starting  second", "ready     second");
    }

    @Test
    void namesThePartThatDiesAtStartAndShowsTheEndOfItsLog() {
        FakePart broken = FakePart.of("broken", FOR_EVER, directory);
        broken = new FakePart(
                "broken", "echo 'no such table: money'; exit 3", broken.ready(), broken.after(), false, null);
        Supervisor starting = supervise(FakePart.of("good", FOR_EVER, directory), broken);

        assertThatThrownBy(starting::start)
                .isInstanceOf(LabException.class)
                .hasMessageContaining("broken ended with exit code 3")
                .hasMessageContaining("no such table: money")
                .hasMessageContaining("broken.log");
    }

    @Test
    void namesTheProgramThatCannotBeWritten() throws Exception {
        Files.writeString(directory.resolve("logs"), "a file where the directory of logs should be");
        Supervisor starting = supervise(FakePart.of("part", FOR_EVER, directory));

        assertThatThrownBy(starting::start)
                .isInstanceOf(LabException.class)
                .hasMessageContaining("part could not be started")
                .hasMessageContaining("logs");
    }

    @Test
    void goesOnWithoutAPartThatCannotBeHad() throws Exception {
        Map<String, String> leftOut = supervise(
                        FakePart.of("needed", FOR_EVER, directory),
                        FakePart.of("nice", FOR_EVER, directory).unavailable("no network"))
                .start();

        assertThat(leftOut).containsExactly(Map.entry("nice", "no network"));
        assertThat(running).containsOnlyKeys("needed");
    }

    @Test
    void reportsAPartThatDiesAndStartsItAgain() throws Exception {
        supervise(FakePart.of("part", FOR_EVER, directory)).start();
        ProcessHandle first = running.get("part");

        Signal.KILL.send(first.pid());

        await().untilAsserted(() ->
                assertThat(running.get("part")).isNotNull().isNotEqualTo(first).matches(ProcessHandle::isAlive));
        await().untilAsserted(() -> assertThat(shown.toString())
                .containsSubsequence("part", "ended by itself (exit code 137)", "ready     part"));
    }

    @Test
    void triesAgainWhenStartingAgainFails() throws Exception {
        Path bad = directory.resolve("bad");
        FakePart part = FakePart.of("part", FOR_EVER, directory);
        part = new FakePart(
                "part", "test ! -e '" + bad + "' || exit 1; " + part.script(), part.ready(), part.after(), false, null);
        supervise(part).start();
        Files.createFile(bad);

        Signal.KILL.send(running.get("part").pid());
        await().untilAsserted(() -> assertThat(shown.toString()).contains("part ended with exit code 1"));
        Files.delete(bad);

        await().untilAsserted(() -> assertThat(running.get("part")).isNotNull().matches(ProcessHandle::isAlive));
    }

    @Test
    void startsAPartThatDiesOnAFullDiskWhenThereIsRoomAgain() throws Exception {
        supervise(FakePart.of("part", FOR_EVER, directory)).start();
        ProcessHandle first = running.get("part");
        diskIsFull = true;

        Signal.KILL.send(first.pid());
        await().untilAsserted(() -> assertThat(shown.toString())
                .containsSubsequence("ended by itself", "did not start", "No space left on device"));
        diskIsFull = false;

        await().untilAsserted(() ->
                assertThat(running.get("part")).isNotEqualTo(first).matches(ProcessHandle::isAlive));
    }

    @Test
    void stopsWhatUsesOthersFirstAndEndsByForceWhatDoesNotListen() throws Exception {
        Path order = directory.resolve("order");
        String noteEnd = "trap 'echo %s >>\"" + order + "\"; exit 0' TERM; while :; do sleep 0.1; done";
        supervise(
                        FakePart.of("base", noteEnd.formatted("base"), directory)
                                .asFoundation(),
                        FakePart.of("user", noteEnd.formatted("user"), directory),
                        FakePart.of("deaf", "trap '' TERM INT; while :; do sleep 0.1; done", directory))
                .start();

        assertThat(org.awaitility.Durations.TEN_SECONDS).isGreaterThan(timeOf(supervisor::stop));

        assertThat(everStarted).noneMatch(ProcessHandle::isAlive);
        assertThat(Files.readAllLines(order)).containsExactly("user", "base");
    }

    @Test
    void startsNothingMoreOnceItIsStopped() throws Exception {
        supervise(FakePart.of("part", FOR_EVER, directory)).start();
        supervisor.stop();

        Signal.KILL.send(everStarted.get(0).pid());

        await().during(Duration.ofMillis(500)).until(() -> everStarted.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static Duration timeOf(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
