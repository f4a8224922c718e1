package dev.signalbox.lab.state;

import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file that holds a {@link LabState}. It is replaced as a whole, so a reader never sees half of one.
 *
 * @param path of the file
 */
public record StateFile(Path path) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Empty if there is none, or none that can be read: then nothing is proven to be ours. */
    public Optional<LabState> read() throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readString(path), LabState.class));
        } catch (NoSuchFileException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** As {@link #read()}, if its supervisor is there. */
    public Optional<LabState> readRunning() throws IOException {
        return read().filter(state -> state.supervisor().isAlive());
    }

    /**
     * The lab that runs in a home.
     *
     * @param otherwise what can be done instead of starting one, said after "or"
     * @throws LabException if none runs
     */
    public static LabState running(LabHome home, String otherwise) throws IOException {
        return new StateFile(home.state())
                .readRunning()
                .orElseThrow(() -> new LabException(
                        "No lab runs in " + home.home() + ".\nStart it with ./signalbox up -d, or " + otherwise));
    }

    public void write(LabState state) throws IOException {
        replace(path, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(state));
    }

    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    /**
     * Replaces a file's content in one step: whoever reads it sees the old or the new, also after a crash. Who could read
     * the old can read the new, whatever the umask: the faults are read by containers, whose users are others.
     */
    public static void replace(Path file, String content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, content);
        if (Files.exists(file)) {
            Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(file));
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
