package dev.signalbox.lab.observe;

import dev.signalbox.lab.home.LabHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Grafana's dashboards, as they are provisioned. */
public record Dashboards(List<JsonNode> all) {

    public static Dashboards of(LabHome home) {
        try (Stream<Path> files = Files.list(home.observability().resolve("grafana/dashboards"))) {
            return new Dashboards(
                    files.sorted().map(JsonMapper.shared()::readTree).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<JsonNode> find(String uid) {
        return all.stream()
                .filter(dashboard -> dashboard.path("uid").asString("").equals(uid))
                .findFirst();
    }
}
