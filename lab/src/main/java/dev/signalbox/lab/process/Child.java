package dev.signalbox.lab.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A part that runs.
 *
 * @param part what it is
 * @param process the running program
 * @param log where its output goes
 */
public record Child(Part part, Process process, LogFile log) {

    /** What a part inherits from the environment of whoever starts the lab: enough to work, nothing that changes it. */
    private static final Set<String> INHERITED =
            Set.of("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "LANG", "LC_ALL", "TZ");

    /**
     * Starts the part's program, its output going to {@code logs/name.log}.
     *
     * @throws IOException if the program cannot be started
     */
    public static Child start(Part part, List<String> program, Path logs) throws IOException {
        LogFile log = new LogFile(logs.resolve(part.name() + ".log"));
        log.startAnew();
        // A session of its own: Ctrl-C in the terminal then reaches the supervisor only, which stops things in order.
        // setsid replaces itself by the program, so the process number is the program's.
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(part.workingDirectory().orElse(logs.getParent()).toFile())
                .redirectInput(Commands.NO_INPUT)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        environment.putAll(part.environment());
        return new Child(part, builder.start(), log);
    }

    public ProcessId id() {
        return ProcessId.of(process.toHandle());
    }

    /** Asks it to end and does not wait. */
    public void askToEnd() throws IOException {
        if (process.isAlive()) {
            part.stopSignal().send(process.pid());
        }
    }

    /** Waits until it has ended, and ends it by force when the time is over. */
    public void ensureEnded(Duration within) throws InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor(1, TimeUnit.SECONDS);
        }
    }
}
