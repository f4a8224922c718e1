package dev.signalbox.observability;

import dev.signalbox.lab.compose.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Grafana is provisioned with. */
final class GrafanaFiles {

    private static final Path PROVISIONING = Path.of("grafana/provisioning");

    private GrafanaFiles() {}

    /** A dashboard, by its file. */
    record Dashboard(Path file, JsonNode tree) {

        String uid() {
            return tree.path("uid").asString();
        }

        /** All panels but rows and texts. */
        List<JsonNode> panels() {
            return tree.path("panels")
                    .valueStream()
                    .filter(panel ->
                            !Set.of("row", "text").contains(panel.path("type").asString()))
                    .toList();
        }

        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    static List<Dashboard> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("grafana/dashboards"))) {
            return files.sorted()
                    .map(file -> new Dashboard(file, JsonMapper.shared().readTree(file)))
                    .toList();
        }
    }

    /** A file below provisioning/. */
    static JsonNode provisioning(String file) throws IOException {
        return YamlFile.read(PROVISIONING.resolve(file));
    }

    /** The types of the data sources, by uid. */
    static Map<String, String> dataSources() throws IOException {
        return provisioning("datasources/datasources.yaml")
                .path("datasources")
                .valueStream()
                .collect(Collectors.toMap(
                        source -> source.path("uid").asString(),
                        source -> source.path("type").asString()));
    }

    /** Every value of a key, however deep. */
    static List<String> values(JsonNode tree, String key) {
        return tree.findValues(key).stream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
    }
}
