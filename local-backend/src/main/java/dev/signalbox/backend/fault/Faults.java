package dev.signalbox.backend.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The lab's file of faults, whose default variants say what is on; {@code signalbox fault} changes the same file. */
@Component
public class Faults {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    Faults(FaultSettings settings) {
        this.file = settings.file();
    }

    /** Whether there is a file to look into. */
    public boolean isKnown() {
        return file != null && Files.isRegularFile(file);
    }

    /**
     * All faults, those that are on first, else in the order of the file.
     *
     * @throws UncheckedIOException if the file cannot be read, or is no file of flags
     */
    public List<Fault> all() {
        return faults(read());
    }

    /**
     * Sets the variant that is in force, in one step: a service that reads meanwhile sees the old or the new file.
     *
     * @param variant one of the fault's, or {@value Fault#OFF}
     * @throws IllegalArgumentException if there is no such fault, or no such variant of it
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public synchronized void set(String name, String variant) {
        ObjectNode content = read();
        Fault fault = faults(content).stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault " + name));
        if (!variant.equals(Fault.OFF) && !fault.variants().contains(variant)) {
            throw new IllegalArgumentException(name + " has no variant " + variant);
        }
        ((ObjectNode) content.get("flags").get(name)).put("defaultVariant", variant);
        try {
            Path next = file.resolveSibling(file.getFileName() + ".explorer");
            Files.writeString(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode read() {
        try {
            if (JSON.readTree(Files.readString(file)) instanceof ObjectNode content
                    && content.get("flags") instanceof ObjectNode) {
                return content;
            }
            throw new IOException("it has no flags");
        } catch (JacksonException e) {
            throw new UncheckedIOException(new IOException("it is not JSON", e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Fault> faults(ObjectNode content) {
        return content.get("flags").properties().stream()
                .map(flag -> fault(flag.getKey(), flag.getValue()))
                .sorted(Comparator.comparing(fault -> !fault.isOn()))
                .toList();
    }

    private static Fault fault(String name, JsonNode flag) {
        JsonNode metadata = flag.path("metadata");
        return new Fault(
                name,
                flag.path("variants").properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(variant -> !variant.equals(Fault.OFF))
                        .toList(),
                flag.path("defaultVariant").asString(Fault.OFF),
                metadata.path("service").asString(""),
                metadata.path("description").asString(""));
    }
}
