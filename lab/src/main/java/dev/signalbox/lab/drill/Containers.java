package dev.signalbox.lab.drill;

import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.process.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The parts of {@code docker compose up}: containers, which are paused.
 *
 * @param command that Compose's own commands are added to
 */
record Containers(List<String> command) implements Freezer {

    /** Docker does each of these within a second, unless the machine has too much to do. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Those of a {@code compose.yaml}. */
    static Containers of(Path file) {
        // A session of its own: Ctrl-C in the terminal then reaches the drill only, which mends.
        return new Containers(List.of("setsid", "docker", "compose", "--file", file.toString()));
    }

    @Override
    public Freezable find(Victim victim) {
        return new Container(victim.compose());
    }

    private final class Container implements Freezable {

        private final String name;

        private Container(String name) {
            this.name = name;
        }

        @Override
        public void freeze() {
            compose("pause", name);
        }

        @Override
        public void end(Cure cure) {
            if (compose("ps", "--status", "paused", "--services").lines().noneMatch(name::equals)) {
                return;
            }
            switch (cure) {
                case THAW -> compose("unpause", name);
                case RESTART -> {
                    // Killed while paused, it does nothing more; and Docker does not start again what was killed so.
                    compose("kill", name);
                    compose("start", name);
                }
            }
        }
    }

    /**
     * Returns what it said.
     *
     * @throws LabException if it did not do it
     */
    private String compose(String... arguments) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(arguments));
        // In a thread of its own: whoever is interrupted mends, and must not be interrupted in that.
        Commands.Result result = CompletableFuture.supplyAsync(() -> run(whole))
                .join()
                .orElseThrow(() -> failed(
                        arguments, "There is no such program, or it took longer than " + PATIENCE.toSeconds() + " s."));
        if (!result.isOk()) {
            throw failed(arguments, result.output().strip());
        }
        return result.output();
    }

    private static Optional<Commands.Result> run(List<String> command) {
        try {
            return Commands.run(PATIENCE, Map.of(), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private static LabException failed(String[] arguments, String why) {
        return new LabException("This failed: docker compose " + String.join(" ", arguments) + "\n" + why);
    }
}
