package dev.signalbox.lab.up;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.process.Child;
import dev.signalbox.lab.process.LogFile;
import dev.signalbox.lab.process.Part;
import dev.signalbox.lab.process.PartUnavailable;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts the parts, each as soon as those before it are ready; starts again what dies; stops everything in order.
 *
 * <p>It lives in one process with one lab, and is used once: {@link #start} and then {@link #stop}.
 */
public final class Supervisor {

    /** Together they are the 10 s in which a lab is gone. */
    private static final Duration STOP_USERS_WITHIN = Duration.ofSeconds(5);

    private static final Duration STOP_FOUNDATION_WITHIN = Duration.ofMillis(3500);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration STILL_WAITING_EVERY = Duration.ofSeconds(15);
    private static final int TAIL_LINES = 15;

    private final List<Part> parts;
    private final Path logs;
    private final Console console;
    private final Journal journal;

    private final ExecutorService workers = Executors.newCachedThreadPool(Supervisor::daemon);
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1, Supervisor::daemon);
    private final Map<String, Child> children = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<Void>> starts = new LinkedHashMap<>();
    private final Map<String, String> leftOut = new ConcurrentHashMap<>();
    private final Map<String, Integer> restarts = new HashMap<>();
    private boolean everReady;
    private boolean stopping;

    /** Is told of each change of what runs, so that another process can find the children of one that was killed. */
    public interface Journal {

        /**
         * @param children everything that runs now
         * @param restarts how often each part was started again
         * @param ready whether everything has been ready once
         */
        void write(Collection<Child> children, Map<String, Integer> restarts, boolean ready) throws IOException;
    }

    public Supervisor(List<Part> parts, Path logs, Console console, Journal journal) {
        this.parts = List.copyOf(parts);
        this.logs = logs;
        this.console = console;
        this.journal = journal;
    }

    /**
     * Returns when every part is ready, or left out.
     *
     * @return what was left out, and why
     * @throws LabException if a part could not be started; whatever had been started then still runs
     */
    public Map<String, String> start() throws InterruptedException {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        // A part names only parts before it in the list.
        for (Part part : parts) {
            CompletableFuture<?>[] before =
                    part.after().stream().map(starts::get).toArray(CompletableFuture[]::new);
            CompletableFuture<Void> start = CompletableFuture.allOf(before).thenRunAsync(() -> begin(part), workers);
            start.whenComplete((done, error) -> {
                if (error != null) {
                    failure.completeExceptionally(error);
                }
            });
            starts.put(part.name(), start);
        }
        awaitAll(CompletableFuture.anyOf(
                failure, CompletableFuture.allOf(starts.values().toArray(CompletableFuture[]::new))));
        scheduler.scheduleWithFixedDelay(this::cutLogs, 1, 1, TimeUnit.SECONDS);
        return Map.copyOf(leftOut);
    }

    /** Writes down that everything is ready, for whoever waits for that. */
    synchronized void declareReady() {
        everReady = true;
        writeJournal();
    }

    private void awaitAll(CompletableFuture<Object> all) throws InterruptedException {
        Instant begun = Instant.now();
        while (true) {
            try {
                all.get(STILL_WAITING_EVERY.toSeconds(), TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                TreeSet<String> waiting = new TreeSet<>();
                starts.forEach((name, start) -> {
                    if (!start.isDone()) {
                        waiting.add(name);
                    }
                });
                console.note("after " + Console.seconds(Duration.between(begun, Instant.now())) + " still waiting for "
                        + String.join(", ", waiting));
            } catch (ExecutionException e) {
                throw asLabException(e.getCause());
            }
        }
    }

    private void begin(Part part) {
        try {
            bringUp(part);
        } catch (PartUnavailable e) {
            leftOut.put(part.name(), e.getMessage());
            console.skipped(part.name(), e.getMessage());
        } catch (LabException e) {
            throw e;
        } catch (Exception e) {
            throw new LabException(part.name() + " could not be started: " + e.getMessage(), e);
        }
    }

    /** Starts a part and returns when it is ready. */
    private void bringUp(Part part) throws Exception {
        Instant begun = Instant.now();
        console.starting(part.name());
        part.prepare();
        Child child = launch(part);
        awaitReady(child);
        part.whenReady();
        console.ready(part.name(), Duration.between(begun, Instant.now()));
        child.process().onExit().thenRunAsync(() -> onDeath(child), workers);
    }

    private Child launch(Part part) throws Exception {
        List<String> command = part.command();
        synchronized (this) {
            if (stopping) {
                throw new LabException("The lab is being stopped.");
            }
            Child child = Child.start(part, command, logs);
            children.put(part.name(), child);
            writeJournal();
            return child;
        }
    }

    private void awaitReady(Child child) throws Exception {
        Part part = child.part();
        Instant until = Instant.now().plus(part.readyWithin());
        RetryConfig patience = RetryConfig.<Boolean>custom()
                // A look may take seconds itself, so it is the time that counts, not the looks.
                .maxAttempts(Integer.MAX_VALUE)
                .waitDuration(LOOK_EVERY)
                .retryOnResult(ready -> !ready && Instant.now().isBefore(until))
                .retryOnException(e -> false)
                .build();
        boolean ready = Retry.of(part.name(), patience).executeCallable(() -> {
            if (!child.process().isAlive()) {
                throw new LabException(part.name() + " ended with exit code "
                        + child.process().exitValue() + " while it was being started." + tailOf(child));
            }
            return part.isReady();
        });
        if (!ready) {
            throw new LabException(
                    part.name() + " was not ready within " + Console.seconds(part.readyWithin()) + "." + tailOf(child));
        }
    }

    private static String tailOf(Child child) throws IOException {
        List<String> tail = child.log().tail(TAIL_LINES);
        String where = "\nIts log is " + child.log().path();
        return tail.isEmpty() ? where + " (empty)." : where + ", and ends with:\n    " + String.join("\n    ", tail);
    }

    private void onDeath(Child child) {
        Part part = child.part();
        synchronized (this) {
            if (stopping) {
                return;
            }
            restarts.merge(part.name(), 1, Integer::sum);
        }
        console.trouble(
                part.name(),
                "ended by itself (exit code " + child.process().exitValue() + "), is started again; its last log: "
                        + child.log().previous());
        startAgain(part);
    }

    /** Tries again until it works, after 1, 2, 4, ... and at most 30 s. */
    private void startAgain(Part part) {
        RetryConfig patience = RetryConfig.custom()
                .maxAttempts(Integer.MAX_VALUE)
                .intervalFunction(
                        IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(30)))
                .retryOnException(e -> !isStopping())
                .build();
        Retry retry = Retry.of(part.name(), patience);
        retry.getEventPublisher()
                .onRetry(event -> console.trouble(
                        part.name(),
                        "did not start: " + firstLine(event.getLastThrowable()) + " Next try in "
                                + Console.seconds(event.getWaitInterval())));
        retry.executeCompletionStage(
                scheduler,
                () -> CompletableFuture.runAsync(
                        () -> {
                            try {
                                endLeftover(part);
                                bringUp(part);
                            } catch (Exception e) {
                                throw new CompletionException(e);
                            }
                        },
                        workers));
    }

    /** A part that runs but never became ready must go before it is tried again. */
    private void endLeftover(Part part) throws InterruptedException {
        Child child;
        synchronized (this) {
            child = children.remove(part.name());
        }
        if (child != null) {
            child.process().destroyForcibly();
            child.ensureEnded(Duration.ofSeconds(2));
        }
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    /** Stops everything within 10 s: first the parts that use others, then those they use. Can be called repeatedly. */
    public void stop() {
        List<Child> running;
        synchronized (this) {
            stopping = true;
            running = List.copyOf(children.values());
        }
        scheduler.shutdownNow();
        // Interrupts whatever a part is being prepared with, a download for example.
        workers.shutdownNow();
        end(running.stream().filter(child -> !child.part().isFoundation()).toList(), STOP_USERS_WITHIN);
        end(running.stream().filter(child -> child.part().isFoundation()).toList(), STOP_FOUNDATION_WITHIN);
    }

    private static void end(List<Child> children, Duration within) {
        Instant until = Instant.now().plus(within);
        try {
            for (Child child : children) {
                child.askToEnd();
            }
            for (Child child : children) {
                child.ensureEnded(Duration.between(Instant.now(), until));
            }
        } catch (IOException | InterruptedException e) {
            children.forEach(child -> child.process().destroyForcibly());
        }
    }

    private void cutLogs() {
        List<Child> running;
        synchronized (this) {
            running = List.copyOf(children.values());
        }
        for (Child child : running) {
            try {
                child.log().cut(LogFile.MAX_BYTES);
            } catch (IOException e) {
                console.trouble(child.part().name(), "its log could not be cut: " + e.getMessage());
            }
        }
    }

    private void writeJournal() {
        try {
            journal.write(children.values(), restarts, everReady);
        } catch (IOException e) {
            throw new LabException("The state of the lab could not be written: " + e.getMessage(), e);
        }
    }

    private static String firstLine(Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static LabException asLabException(Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        return cause instanceof LabException known ? known : new LabException(cause.toString(), cause);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }
}
