package dev.signalbox.lab.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs programs that end by themselves. */
public final class Commands {

    /** For programs that nobody types to. */
    public static final Redirect NO_INPUT = Redirect.from(new File("/dev/null"));

    private Commands() {}

    /**
     * What a program said and how it ended.
     *
     * @param exitCode 0 if all went well
     * @param output standard output and error
     */
    public record Result(int exitCode, String output) {

        public boolean isOk() {
            return exitCode == 0;
        }
    }

    /**
     * Runs a program to its end. When the time is over, or the thread is interrupted, the program and all that it
     * started are ended.
     *
     * @return empty if there is no such program or it took too long
     */
    public static Optional<Result> run(Duration within, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("signalbox", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(NO_INPUT)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process;
            try {
                process = builder.start();
            } catch (IOException e) {
                return Optional.empty();
            }
            try {
                if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                    return Optional.empty();
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return Optional.of(new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8)));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    public static Optional<Result> run(Duration within, String... command) throws IOException, InterruptedException {
        return run(within, Map.of(), List.of(command));
    }
}
