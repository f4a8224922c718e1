package dev.signalbox.lab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What Linux says about memory. */
public final class Memory {

    private Memory() {}

    /** Resident set size of a process in MiB, shared pages included; empty if it is gone. */
    public static OptionalLong residentMebibytes(long pid) {
        return mebibytes(Path.of("/proc/" + pid + "/status"), "VmRSS:");
    }

    /** What can still be had on this machine without swapping, in MiB; empty if that cannot be told. */
    public static OptionalLong availableMebibytes() {
        return mebibytes(Path.of("/proc/meminfo"), "MemAvailable:");
    }

    private static OptionalLong mebibytes(Path file, String row) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(row))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
