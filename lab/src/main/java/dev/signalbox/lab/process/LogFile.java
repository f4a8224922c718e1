package dev.signalbox.lab.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The log of one part. The part writes to the file itself, so a supervisor that dies takes nothing along; the
 * supervisor only looks after the size. Two files at most: {@code name.log} and the one before it, {@code name.log.1}.
 *
 * @param path of the current file
 */
public record LogFile(Path path) {

    /** A file that has grown beyond this many bytes is moved aside. */
    public static final long MAX_BYTES = 10L << 20;

    private static final int TAIL_BYTES = 16 << 10;

    /** Begins a new file and keeps the last one. */
    public void startAnew() throws IOException {
        Files.createDirectories(path.getParent());
        if (Files.exists(path)) {
            Files.move(path, previous(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Moves the content aside if there is too much of it. The writer has the file open for appending, so after the cut
     * it goes on at the beginning; a line written between the copy and the cut is lost.
     *
     * @param maxBytes how much is too much
     */
    public void cut(long maxBytes) throws IOException {
        if (Files.exists(path) && Files.size(path) > maxBytes) {
            Files.copy(path, previous(), StandardCopyOption.REPLACE_EXISTING);
            FileChannel.open(path, StandardOpenOption.WRITE).truncate(0).close();
        }
    }

    /** The last lines, at most {@code count}; empty if there is no such file. */
    public List<String> tail(int count) throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        }
    }

    /** Where the file before this one is kept. */
    public Path previous() {
        return path.resolveSibling(path.getFileName() + ".1");
    }
}
