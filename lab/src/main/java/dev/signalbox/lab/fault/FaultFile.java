package dev.signalbox.lab.fault;

import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The faults of a lab: a file in flagd's format whose default variants say what is on. The services watch it. */
public final class FaultFile {

    /** The variant in which nothing is broken. */
    public static final String OFF = "off";

    /** Writes as the file in Git is written: of a fault that was on and is off again no trace is left. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPrettyPrinter(new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER)))
            .build();

    private final Path path;
    private final ObjectNode content;

    private FaultFile(Path path, ObjectNode content) {
        this.path = path;
        this.content = content;
    }

    /** Gives a lab the faults of the template, all off. */
    public static void reset(LabHome home) throws IOException {
        Files.copy(home.faultsTemplate(), home.faults(), StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * @throws LabException if it is not a file of flags
     */
    public static FaultFile read(Path path) throws IOException {
        try {
            if (JSON.readTree(Files.readString(path)) instanceof ObjectNode content
                    && content.get("flags") instanceof ObjectNode) {
                return new FaultFile(path, content);
            }
        } catch (JacksonException e) {
            throw new LabException(
                    path + " is not JSON: " + e.getOriginalMessage() + "\nStart the lab again to get a" + " new one.");
        }
        throw new LabException(path + " has no flags.\nStart the lab again to get a new one.");
    }

    public List<Fault> faults() {
        return flags().properties().stream()
                .map(flag -> fault(flag.getKey(), flag.getValue()))
                .toList();
    }

    public Optional<Fault> find(String name) {
        return faults().stream().filter(fault -> fault.name().equals(name)).findFirst();
    }

    /** Sets the variant that is in force, in one step: a service that reads meanwhile sees the old or the new file. */
    public void set(Fault fault, String variant) throws IOException {
        ((ObjectNode) flags().get(fault.name())).put("defaultVariant", variant);
        StateFile.replace(path, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
    }

    private ObjectNode flags() {
        return (ObjectNode) content.get("flags");
    }

    private static Fault fault(String name, JsonNode flag) {
        return new Fault(
                name,
                flag.path("variants").properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(variant -> !variant.equals(OFF))
                        .toList(),
                flag.path("defaultVariant").asString(OFF),
                flag.path("metadata").path("service").asString(""),
                flag.path("metadata").path("description").asString(""));
    }

    /**
     * One fault.
     *
     * @param variants the ways in which it can be on, the usual one first
     * @param current the variant in force
     * @param service where it sits
     * @param symptom what is seen when it is on
     */
    public record Fault(String name, List<String> variants, String current, String service, String symptom) {

        public boolean isOn() {
            return !current.equals(OFF);
        }
    }
}
