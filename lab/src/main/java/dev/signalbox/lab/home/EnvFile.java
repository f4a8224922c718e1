package dev.signalbox.lab.home;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** The {@code .env} file, which Docker Compose reads too: the lab's passwords, and what else differs between machines. */
public final class EnvFile {

    private final Path file;
    private final Properties values;

    private EnvFile(Path file, Properties values) {
        this.file = file;
        this.values = values;
    }

    /**
     * @throws LabException if the file is not there
     */
    public static EnvFile read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new LabException("The passwords of the lab should be in " + file + ", which is not there.\n"
                    + "Get it back with: git checkout -- .env");
        }
        // Plain KEY=value lines mean the same to java.util.Properties and to Compose.
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        }
        return new EnvFile(file, values);
    }

    /** The names of all values. */
    public Set<String> names() {
        return values.stringPropertyNames();
    }

    /** The value of a name; empty if the name is not in the file or its value is empty. */
    public Optional<String> find(String name) {
        return Optional.of(values.getProperty(name, "").strip()).filter(value -> !value.isEmpty());
    }

    /**
     * The same.
     *
     * @throws LabException if there is none
     */
    public String get(String name) {
        return find(name)
                .orElseThrow(() ->
                        new LabException(file + " has no value for " + name + ".\nAdd a line: " + name + "=something"));
    }
}
