package dev.signalbox.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** compose.yaml and .env, as Compose sees them: anchors and merges resolved, variables not yet filled in. */
final class ComposeFile {

    private static final Path COMPOSE = Path.of("../compose.yaml");
    private static final Path ENV = Path.of("../.env");
    /** {@code ${NAME}}, {@code ${NAME:?message}} or {@code ${NAME:-default}}. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:[?-][^}]*)?}");

    private ComposeFile() {}

    /** The whole file as one tree. */
    static JsonNode tree() throws IOException {
        // Jackson's YAML does not know merge keys ("<<").
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(COMPOSE));
        return JsonMapper.shared().valueToTree(tree);
    }

    /** Each service by its name. */
    static Map<String, JsonNode> services() throws IOException {
        Map<String, JsonNode> services = new LinkedHashMap<>();
        tree().path("services").properties().forEach(service -> services.put(service.getKey(), service.getValue()));
        return services;
    }

    /** What .env says. */
    static Map<String, String> env() throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(ENV)) {
            properties.load(reader);
        }
        Map<String, String> env = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> env.put(name, properties.getProperty(name)));
        return env;
    }

    /** The names of all variables that compose.yaml asks for, but those that have a default there. */
    static SortedSet<String> variables() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        VARIABLE.matcher(Files.readString(COMPOSE))
                .results()
                .filter(variable ->
                        variable.group(2) == null || !variable.group(2).startsWith(":-"))
                .map(variable -> variable.group(1))
                .forEach(names::add);
        return names;
    }

    /** A text of compose.yaml with what .env says in it. */
    static String filledIn(String text) throws IOException {
        Map<String, String> env = env();
        return VARIABLE.matcher(text).replaceAll((MatchResult variable) -> env.getOrDefault(variable.group(1), ""));
    }
}
