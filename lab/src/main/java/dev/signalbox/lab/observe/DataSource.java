package dev.signalbox.lab.observe;

import dev.signalbox.lab.compose.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A data source of Grafana, as Grafana's API and its provisioning file alike describe it.
 *
 * @param url where Grafana reaches it
 * @param settings its {@code jsonData}: how it leads to others
 */
public record DataSource(String uid, String type, String url, JsonNode settings) {

    /** Reads a list of them. */
    static List<DataSource> all(JsonNode sources) {
        return sources.valueStream()
                .map(source -> new DataSource(
                        source.path("uid").asString(),
                        source.path("type").asString(),
                        source.path("url").asString(),
                        source.path("jsonData")))
                .toList();
    }

    /** Those of a provisioning file, with their variables as Grafana fills them in. */
    static List<DataSource> provisioned(Path file) throws IOException {
        return all(YamlFile.parse(expanded(Files.readString(file))).path("datasources"));
    }

    /** A {@code $} that is not doubled begins the name of an environment variable; Grafana's containers have none of ours. */
    private static String expanded(String text) {
        return Stream.of(text.split("\\$\\$", -1))
                .map(part -> part.replaceAll("\\$(\\{[^}]*}|\\w+)", ""))
                .collect(Collectors.joining("$"));
    }

    @Override
    public String toString() {
        return "the data source " + uid;
    }
}
