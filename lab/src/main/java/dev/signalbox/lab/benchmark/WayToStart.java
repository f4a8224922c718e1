package dev.signalbox.lab.benchmark;

import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.process.Commands;
import dev.signalbox.lab.process.Part;
import dev.signalbox.lab.service.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Java, and how it is to start a service.
 *
 * @param java home of a JDK
 * @param release its release, 17 or later
 * @param telemetry with the agent or without
 * @param aotCache where the classes lie, loaded and linked by an earlier run; null for the lab's usual start
 */
record WayToStart(Path java, int release, Telemetry telemetry, Path aotCache) {

    /** Since when a JDK makes and takes an AOT cache in one step (JEP 514). */
    static final int AOT_CACHE_SINCE = 25;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** @throws LabException if there is no Java that works */
    static int releaseOf(Path java) throws IOException, InterruptedException {
        return Commands.run(PATIENCE, java.resolve("bin/java").toString(), "-XshowSettings:properties", "-version")
                .filter(Commands.Result::isOk)
                .flatMap(said -> said.output()
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("java.specification.version = "))
                        .map(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
                        .findFirst())
                .orElseThrow(() -> new LabException("There is no Java in " + java));
    }

    String name() {
        return "JDK " + release
                + (telemetry.hasAgent() ? ", with the agent" : ", without the agent")
                + (aotCache == null ? "" : ", AOT cache");
    }

    /** The service as the lab starts it, but by this Java. */
    Part of(Part service) {
        return new Restyled(service, command -> {
            command.set(0, java.resolve("bin/java").toString());
            if (aotCache != null) {
                command.add(1, "-XX:AOTCache=" + aotCache);
            }
        });
    }

    /** Writes the cache: a start that ends as soon as everything is there. */
    void train(Part service) throws Exception {
        List<String> command = new ArrayList<>(service.command());
        command.set(0, java.resolve("bin/java").toString());
        command.addAll(1, List.of("-XX:AOTCacheOutput=" + aotCache, "-Dspring.context.exit=onRefresh"));
        Commands.run(PATIENCE.multipliedBy(5), service.environment(), command)
                .filter(trained -> trained.isOk() && Files.exists(aotCache))
                .orElseThrow(() -> new LabException("No AOT cache came of: " + command));
    }

    private interface Restyle {
        void accept(List<String> command);
    }

    /** A part whose command is another. */
    private record Restyled(Part part, Restyle restyle) implements Part {

        @Override
        public String name() {
            return part.name();
        }

        @Override
        public List<Integer> ports() {
            return part.ports();
        }

        @Override
        public List<String> command() throws Exception {
            List<String> command = new ArrayList<>(part.command());
            restyle.accept(command);
            return command;
        }

        @Override
        public Map<String, String> environment() {
            return part.environment();
        }

        @Override
        public URI health() {
            return part.health();
        }
    }
}
