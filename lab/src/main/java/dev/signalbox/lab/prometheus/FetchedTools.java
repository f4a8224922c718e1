package dev.signalbox.lab.prometheus;

import dev.signalbox.lab.process.PartUnavailable;
import dev.signalbox.lab.prometheus.Tools.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The programs of four parts: looked for, and if need be fetched, once, while everything else starts. */
public final class FetchedTools {

    private static final List<Tool> SERVERS = List.of(Tool.PROMETHEUS, Tool.ALERTMANAGER);

    /** Fetching takes some 10 s; without a network it fails at once; a bad network must not hold up the start. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Tools tools;
    private final Runnable onFetch;
    private Optional<String> problem;

    /**
     * @param onFetch told before something is fetched
     */
    public FetchedTools(Tools tools, Runnable onFetch) {
        this.tools = tools;
        this.onFetch = onFetch;
    }

    /**
     * Returns when the programs are there. The first caller does the work, others wait for it.
     *
     * @throws PartUnavailable if they cannot be had
     */
    synchronized void await() throws PartUnavailable, IOException, InterruptedException {
        if (problem == null) {
            if (!tools.have(SERVERS)) {
                onFetch.run();
            }
            problem = tools.ensure(SERVERS, PATIENCE);
        }
        if (problem.isPresent()) {
            throw new PartUnavailable(problem.get());
        }
    }

    Optional<Path> workingDirectory() {
        return tools.workingDirectory();
    }

    /**
     * @throws IllegalStateException if it is not there
     */
    String path(Tool tool) {
        return tools.find(tool)
                .orElseThrow(() -> new IllegalStateException(tool + " is not there"))
                .toString();
    }
}
