package dev.signalbox.lab.process;

import dev.signalbox.lab.home.LabHome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** How the lab's JVMs are run: every flag, and why. */
public final class JvmOptions {

    private static final int NATIVE_ACCESS_SINCE = 22;

    /**
     * No second compiler. It costs half of the CPU time of a start and a quarter of that of the first ten minutes, before
     * it pays off.
     */
    private static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

    /** On so few, all the lab's programs have to share what the second compiler takes. */
    private static final int FEW_PROCESSORS = 2;

    private JvmOptions() {}

    /**
     * @param heapMegabytes the most that the heap may grow to; without it a JVM takes a quarter of the machine
     */
    public static List<String> heap(int heapMegabytes) {
        List<String> options = new ArrayList<>(List.of(
                // Small to begin with, so that the whole lab fits on a laptop.
                "-Xms48m",
                "-Xmx" + heapMegabytes + "m",
                // For heaps this small the simplest collector costs the least memory and CPU; its pauses are a few ms.
                "-XX:+UseSerialGC",
                // Room for the classes of a start. By default each time it is outgrown (at 21, 35, 58, ... MB) there is
                // a full collection.
                "-XX:MetaspaceSize=96m",
                // What lies outside the heap has a bound as well: Netty's buffers, compiled code.
                "-XX:MaxDirectMemorySize=64m",
                "-XX:ReservedCodeCacheSize=96m",
                // A JVM that is out of memory is in an unknown state: better to end, be reported and be started again.
                "-XX:+ExitOnOutOfMemoryError",
                // JDK 17 takes the encoding from the locale, later ones are UTF-8 everywhere.
                "-Dfile.encoding=UTF-8"));
        if (Runtime.getRuntime().availableProcessors() <= FEW_PROCESSORS) {
            options.add(ONE_COMPILER);
        }
        if (Runtime.version().feature() >= NATIVE_ACCESS_SINCE) {
            // Netty, DuckDB and the profiler bring native code; later JDKs warn about each unless told that we know.
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        return options;
    }

    /** For a program that has little to do. */
    public static List<String> idle(int heapMegabytes) {
        List<String> options = new ArrayList<>(heap(heapMegabytes));
        options.add(ONE_COMPILER);
        return options;
    }

    /**
     * The command that runs one of the programs, by the same {@code java} that runs the lab. The program's own arguments
     * may be added.
     *
     * @param options of the JVM
     * @throws IOException if there is no place for its temporary files
     */
    public static List<String> command(List<String> options, LabHome home, String program) throws IOException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(options);
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(home.temporary()));
        command.addAll(List.of("-jar", home.program(program).toString()));
        return command;
    }

    /** The same {@code java} that runs the lab. */
    public static String java() {
        return System.getProperty("java.home") + "/bin/java";
    }
}
