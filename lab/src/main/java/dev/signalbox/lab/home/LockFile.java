package dev.signalbox.lab.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
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
        try (FileChannel channel = open(file)) {
            channel.lock();
            return work.run();
        }
    }

    /**
     * Does the work while holding the file, if nobody else holds it.
     *
     * @param held makes what is thrown otherwise
     */
    public static <T> T holdingUnlessHeld(Path file, Work<LabException> held, Work<T> work)
            throws IOException, InterruptedException {
        try (FileChannel channel = open(file)) {
            if (!tryLock(channel)) {
                throw held.run();
            }
            return work.run();
        }
    }

    private static FileChannel open(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
            return false;
        }
    }
}
