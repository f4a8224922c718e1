package dev.signalbox.lab.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files by which labs on one machine take turns. A process that ends gives its turn back, however it ends. */
public final class LockFile {

    private LockFile() {}

    /** What only one process at a time may do. */
    public interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /** Waits until no other process holds the file, and does the work while holding it. */
    public static <T> T holding(Path file, Work<T> work) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            return work.run();
        }
    }
}
