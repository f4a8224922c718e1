package dev.signalbox.lab.load;

import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Trees;
import dev.signalbox.lab.process.JvmOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A simulation that runs, in a JVM of its own. It ends with its time, by {@link #close}, or when the process that started
 * it is gone, however that came about.
 */
public final class LoadRun implements AutoCloseable {

    private static final int HEAP_MEGABYTES = 256;
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);
    private static final String REPORT = "index.html";

    private final LoadPlan plan;
    private final Path results;
    private final Instant begun = Instant.now();
    private final Process process;
    private final GatlingOutput output = new GatlingOutput();
    private final CompletableFuture<Boolean> started = new CompletableFuture<>();
    private final Thread reader;
    private volatile boolean stopped;

    private LoadRun(LoadPlan plan, Path results, Process process) {
        this.plan = plan;
        this.results = results;
        this.process = process;
        this.reader = new Thread(this::read, "load");
        this.reader.setDaemon(true);
        this.reader.start();
    }

    /**
     * Starts a simulation and returns when its visitors come; before that, some register and sign in.
     *
     * @param results where its report is put at the end, in a directory of its own
     * @throws LabException if it did not begin
     */
    public static LoadRun start(LabHome home, LoadPlan plan, Path results) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(JvmOptions.heap(HEAP_MEGABYTES));
        options.addAll(List.of(
                "-Dattended=true", "-Dgatling.data.console.writePeriod=1", "-Dgatling.data.console.light=true"));
        List<String> command = plan.command(home, options, Files.createDirectories(results));
        // A session of its own: Ctrl-C in the terminal then reaches the command only, which ends it and says so.
        command.add(0, "setsid");
        LoadRun run = new LoadRun(
                plan,
                results,
                new ProcessBuilder(command).redirectErrorStream(true).start());
        try {
            if (!run.started.get()) {
                throw new LabException("The load did not begin: " + run.output.complaint());
            }
            return run;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            if (!run.started.getNow(false)) {
                run.close();
            }
        }
    }

    public LoadProgress progress() {
        return output.progress();
    }

    /**
     * Waits for the end, but not for ever.
     *
     * @return whether it has ended
     */
    public boolean hasEndedWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether it was stopped before its time. */
    public boolean isStopped() {
        return stopped;
    }

    /**
     * Waits for the end.
     *
     * @throws LabException if it did not come to its end and report
     */
    public LoadResult finish() throws InterruptedException {
        process.waitFor();
        reader.join();
        return LoadResult.of(output);
    }

    /** Gatling's report; there is none of a run that was stopped. */
    public Optional<Path> report() throws IOException {
        return directories()
                .map(directory -> directory.resolve(REPORT))
                .filter(Files::exists)
                .findFirst();
    }

    /** Stops it, if it has not ended: no more requests are sent when this returns. What it wrote for a report is deleted. */
    @Override
    public void close() throws IOException {
        if (!process.isAlive()) {
            return;
        }
        stopped = true;
        process.destroy();
        try {
            if (!process.waitFor(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        for (Path directory : directories().toList()) {
            if (Files.notExists(directory.resolve(REPORT))) {
                Trees.delete(directory);
            }
        }
    }

    /** What Gatling has made for this run: a directory with the simulation's name and the time. */
    private Stream<Path> directories() throws IOException {
        String prefix = plan.simulation().toLowerCase(Locale.ROOT) + "-";
        List<Path> mine = new ArrayList<>();
        try (Stream<Path> all = Files.list(results)) {
            for (Path directory : all.toList()) {
                if (directory.getFileName().toString().startsWith(prefix)
                        && !Files.getLastModifiedTime(directory).toInstant().isBefore(begun)) {
                    mine.add(directory);
                }
            }
        }
        return mine.stream();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.read(line);
                if (line.startsWith("Simulation ") && line.endsWith(" started...")) {
                    started.complete(true);
                }
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
            // Stopped; what it still wanted to say is of no interest.
        } finally {
            started.complete(false);
        }
    }
}
