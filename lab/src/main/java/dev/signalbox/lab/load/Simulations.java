package dev.signalbox.lab.load;

import dev.signalbox.lab.console.UnknownNameException;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What load there is.
 *
 * @param all in the order in which they are shown
 */
public record Simulations(List<Simulation> all) {

    /**
     * One situation.
     *
     * @param about what it does, in a line
     * @param rate the usual one, per second
     * @param of what the rate counts, {@code visitors} for example
     * @param duration the usual one
     */
    public record Simulation(String name, String about, double rate, String of, Duration duration) {}

    /**
     * Reads the list that the simulations themselves take their usual rates from.
     *
     * @throws LabException if it cannot be read
     */
    public static Simulations of(LabHome home) throws IOException {
        Path file = home.simulations();
        try {
            return new Simulations(StreamSupport.stream(
                            JsonMapper.shared().readTree(Files.readString(file)).spliterator(), false)
                    .map(Simulations::simulation)
                    .toList());
        } catch (JacksonException e) {
            throw new LabException(file + " is not JSON: " + e.getOriginalMessage()
                    + "\nGet it back with: git checkout -- " + home.root().relativize(file));
        }
    }

    private static Simulation simulation(JsonNode one) {
        return new Simulation(
                one.path("name").asString(),
                one.path("about").asString(),
                one.path("rate").asDouble(),
                one.path("of").asString(),
                Duration.parse(one.path("for").asString()));
    }

    /**
     * The one that a command was asked for. Names are compared as people write them: {@code rush} is {@code Rush}.
     *
     * @throws UnknownNameException if there is none
     */
    public Simulation get(String name, CommandSpec command) {
        return all.stream()
                .filter(simulation -> simulation.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new UnknownNameException(
                        command,
                        "simulation",
                        name,
                        all.stream().map(Simulation::name).toList()));
    }
}
