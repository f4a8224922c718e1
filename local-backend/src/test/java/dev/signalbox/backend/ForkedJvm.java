package dev.signalbox.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the tests' class path in a JVM of its own, on the same Java. */
public final class ForkedJvm {

    /** For a process that lives for seconds: the second compiler would take half of its processor time. */
    public static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    private ForkedJvm() {}

    /**
     * @param folder of a test; what the JVM leaves behind when it is killed, such as DuckDB's library, goes with it
     * @param options of the JVM
     */
    public static ProcessBuilder of(Path folder, List<String> options, Class<?> program, List<String> arguments)
            throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.io.tmpdir=" + temporary));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }
}
