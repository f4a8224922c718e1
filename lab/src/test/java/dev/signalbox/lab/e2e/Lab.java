package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.LocalBackends;
import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.process.TakenPort;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.LabState.PartState;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A lab as its user has it: started by the script, with its own home and on ports that nobody uses. */
public final class Lab implements AutoCloseable {

    /** Longer than any command takes, a drill too. */
    private static final Duration PATIENCE = Duration.ofMinutes(12);

    private static final Duration COMMAND_STARTS_WITHIN = Duration.ofSeconds(2);
    private static final int FIRST_OFFSET = 11_000;
    private static final int OFFSET_STEP = 1_000;

    private final Path root;
    private final Path home;
    private final Ports ports;

    private Lab(Path root, String name, Ports ports) {
        this.root = root;
        this.home = Checkout.scratch().resolve(name);
        this.ports = ports;
    }

    /** A lab that is not started yet. */
    static Lab named(String name) {
        return of(Checkout.current(), name);
    }

    /** A lab of another checkout, not started yet either. */
    public static Lab of(Checkout checkout, String name) {
        Ports free = IntStream.iterate(
                        FIRST_OFFSET, offset -> offset < Ports.MAX_OFFSET, offset -> offset + OFFSET_STEP)
                .mapToObj(Ports::new)
                .filter(ports -> Ports.WELL_KNOWN.stream()
                        .allMatch(port -> TakenPort.look(ports.of(port)).isEmpty()))
                .findFirst()
                .orElseThrow();
        return new Lab(checkout.root(), name, free);
    }

    /** Starts it with nothing of an earlier run, and with no visitors but the tests. */
    public Lab freshlyUp() {
        Result result = signalbox("up", "-d", "--fresh", "--load", "none");
        assertThat(result.exitCode()).as(result.output()).isZero();
        return this;
    }

    /**
     * What a command said and how it ended.
     *
     * @param output standard output and error
     */
    public record Result(int exitCode, String output, Duration took) {}

    /** Runs {@code ./signalbox} for this lab, from a directory that has nothing to do with it. */
    public Result signalbox(String... arguments) {
        return signalbox(Map.of(), arguments);
    }

    Result signalbox(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("signalbox").toString()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("signalbox", ".out");
            long begun = System.nanoTime();
            Process process = start(environment, output, command);
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            process.destroyForcibly();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            assertThat(ended)
                    .as("%s ended in time, and said:%n%s", command, said)
                    .isTrue();
            return new Result(process.exitValue(), said, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts {@code ./signalbox} and does not wait for it. */
    Process start(Map<String, String> environment, Path output, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("SIGNALBOX_HOME", home.toString());
        builder.environment().put("SIGNALBOX_PORT_OFFSET", String.valueOf(ports.offset()));
        // Maven is building right now.
        builder.environment().put("SIGNALBOX_NO_BUILD", "1");
        builder.environment().putAll(environment);
        return builder.start();
    }

    Path script() {
        return root.resolve("signalbox");
    }

    public Path home() {
        return home;
    }

    int port(int wellKnown) {
        return ports.of(wellKnown);
    }

    /** The address of a program, for example {@code url(Ports.FRONT, "/sign-in")}. */
    String url(int wellKnown, String path) {
        return ports.link(wellKnown) + path;
    }

    /** The address of a program, for another program. */
    public URI uri(int wellKnown) {
        return ports.http(wellKnown);
    }

    /** What it knows about itself. */
    public Backends backends() {
        return new LocalBackends(ports);
    }

    String password(String name) {
        try {
            return dev.signalbox.lab.home.EnvFile.read(root.resolve(".env")).get(name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public LabState state() {
        try {
            return new StateFile(home.resolve("state.json")).read().orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    PartState part(String name) {
        return state().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " does not run"));
    }

    /** Skips the test where Prometheus cannot be had; not in CI, where it can. */
    public void assumeThatItAlerts() {
        assumeTrue(
                state().pairs().contains(Pair.PROMETHEUS) || "true".equals(System.getenv("CI")),
                "Prometheus cannot be had: no alerts to look at");
    }

    /** Everything that runs, and the supervisor. */
    List<ProcessId> processes() {
        List<ProcessId> processes =
                new ArrayList<>(state().parts().stream().map(PartState::process).toList());
        processes.add(state().supervisor());
        return processes;
    }

    /** Ends it as its user does, which takes 10 s at most and leaves no process. */
    @Override
    public void close() {
        List<ProcessId> processes = processes();
        Result result = signalbox("down");
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).doesNotContain("left running");
        assertThat(processes).noneMatch(ProcessId::isAlive);
        assertThat(result.took()).isLessThan(Duration.ofSeconds(10).plus(COMMAND_STARTS_WITHIN));
    }
}
