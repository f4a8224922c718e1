package dev.signalbox.lab.postgres;

import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LockFile;
import dev.signalbox.lab.home.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from the jar that brings them. */
final class PostgresPrograms {

    private PostgresPrograms() {}

    /**
     * Unpacks the programs for this machine, unless that was done before.
     *
     * @param tools the directory under which they are put, one for each version
     * @return the directory that holds {@code bin}, {@code lib} and {@code share}
     */
    static Path unpack(Path tools) throws IOException, InterruptedException {
        String archive = "/postgres-linux-" + architecture() + ".txz";
        Path target = tools.resolve("postgres-" + digest(archive));
        if (!Files.isDirectory(target)) {
            // Of two labs that start at once, one unpacks.
            LockFile.holding(tools.resolve("unpack.lock"), () -> {
                if (!Files.isDirectory(target)) {
                    unpack(archive, tools.resolve("postgres-unpacking"), target);
                }
                return target;
            });
        }
        return target;
    }

    /** Unpacks aside and moves in one step: a half-unpacked directory is never taken for a whole one. */
    private static void unpack(String archive, Path aside, Path target) throws IOException {
        // Left by a start that was interrupted.
        Trees.delete(aside);
        Files.createDirectory(aside);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(open(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, aside);
            }
        }
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path directory) throws IOException {
        Path file = directory.resolve(entry.getName()).normalize();
        if (!file.startsWith(directory)) {
            throw new IOException("The archive has an entry outside of its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String architecture() {
        String os = System.getProperty("os.name");
        String architecture = System.getProperty("os.arch");
        if (os.equals("Linux") && architecture.equals("amd64")) {
            return "x86_64";
        }
        if (os.equals("Linux") && architecture.equals("aarch64")) {
            return "arm_64";
        }
        throw new LabException("The lab brings PostgreSQL for Linux on x86-64 and ARM64; this is " + os + " on "
                + architecture + ".\nRun it in Linux (on Windows: WSL, on macOS: a virtual machine).");
    }

    private static String digest(String archive) throws IOException {
        try (DigestInputStream in = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream open(String archive) {
        InputStream in = PostgresPrograms.class.getResourceAsStream(archive);
        if (in == null) {
            throw new IllegalStateException("The jar lacks " + archive);
        }
        return in;
    }
}
