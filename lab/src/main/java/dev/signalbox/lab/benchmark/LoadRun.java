package dev.signalbox.lab.benchmark;

import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.process.JvmOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Gatling sending orders, from the first of them: its visitors are signed in. */
final class LoadRun implements AutoCloseable {

    private static final String SIMULATION = "dev.signalbox.load.SteadyOrders";

    private final Process process;
    private final BufferedReader reader;
    private final Thread onExit;
    private final StringBuilder output = new StringBuilder();

    private LoadRun(Process process) {
        this.process = process;
        this.reader = process.inputReader();
        this.onExit = new Thread(process::destroy);
        // Ctrl-C ends this process; the one that it has started would go on.
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /**
     * Returns when the orders begin.
     *
     * @param target front-service
     * @param rate orders per second; 0 for as many as the users get answered one after the other
     * @throws LabException if the load did not begin
     */
    static LoadRun start(LabHome home, URI target, double rate, int users, Duration duration) throws IOException {
        LoadRun run = new LoadRun(new ProcessBuilder(List.of(
                        JvmOptions.java(),
                        "-Xmx256m",
                        "-Dtarget=" + target,
                        "-Drate=" + rate,
                        "-Dusers=" + users,
                        "-Dfor=" + duration,
                        // Gatling makes its summary at the end, with its report, from the file; the console alone has
                        // none.
                        "-Dgatling.data.writers.0=console",
                        "-Dgatling.data.writers.1=file",
                        "-jar",
                        home.jars().resolve("load.jar").toString(),
                        "--simulation",
                        SIMULATION,
                        "--results-folder",
                        home.home().resolve("load").toString()))
                .redirectErrorStream(true)
                .start());
        if (!run.readUntil("Simulation " + SIMULATION + " started")) {
            run.close();
            throw new LabException("The load did not begin:\n" + run.output);
        }
        return run;
    }

    /** Waits for the end. */
    LoadResult finish() throws IOException {
        readUntil(null);
        return LoadResult.parse(output.toString());
    }

    /**
     * Waits for the end of a run that counts.
     *
     * @throws LabException if an order was not answered as it should
     */
    LoadResult finishWithoutFailure() throws IOException {
        LoadResult result = finish();
        if (result.failed() > 0) {
            throw new LabException(result.failed() + " orders failed, so nothing can be said of the rest:\n" + output);
        }
        return result;
    }

    @Override
    public void close() {
        process.destroy();
    }

    private boolean readUntil(String text) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            output.append(line).append('\n');
            if (text != null && line.contains(text)) {
                return true;
            }
        }
        return false;
    }
}
