package dev.signalbox.lab.compose;

import dev.signalbox.lab.home.EnvFile;
import dev.signalbox.lab.home.LabException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * {@code compose.yaml} and {@code .env}.
 *
 * @param tree with anchors and merges resolved, and variables not yet filled in
 * @param environment of whoever calls Compose; its values come before those of {@code .env}
 */
public record ComposeFile(Path root, JsonNode tree, EnvFile env, Map<String, String> environment) {

    /** {@code ${NAME}}, {@code ${NAME:?message}} or {@code ${NAME:-default}}. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_0-9]+)(?::\\?[^}]*|:-([^}]*))?}");

    private static final Pattern PUBLISHED = Pattern.compile("(.+):(\\d+):(\\d+)");

    /**
     * As this process sees them.
     *
     * @param root the directory that both are in
     */
    public static ComposeFile read(Path root) throws IOException {
        return read(root, System.getenv());
    }

    /** As they are seen in another environment. */
    static ComposeFile read(Path root, Map<String, String> environment) throws IOException {
        return new ComposeFile(
                root,
                YamlFile.read(root.resolve("compose.yaml")),
                EnvFile.read(root.resolve(".env")),
                Map.copyOf(environment));
    }

    /** Each service by its name. */
    public Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new LinkedHashMap<>();
        tree.path("services").properties().forEach(service -> services.put(service.getKey(), service.getValue()));
        return services;
    }

    /** The names of all variables that {@code compose.yaml} asks for, but those that have a default there. */
    public SortedSet<String> variables() {
        return VARIABLE.matcher(tree.toString())
                .results()
                .filter(variable -> variable.group(2) == null)
                .map(variable -> variable.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A text of {@code compose.yaml} with its variables filled in, as Compose does. */
    public String filledIn(String text) {
        return VARIABLE.matcher(text).replaceAll((MatchResult variable) -> Matcher.quoteReplacement(value(variable)));
    }

    private String value(MatchResult variable) {
        String name = variable.group(1);
        return findVariable(name)
                .or(() -> Optional.ofNullable(variable.group(2)))
                .orElseGet(() -> variable(name));
    }

    /**
     * The value of a variable, as Compose takes it: from the environment, or else from {@code .env}.
     *
     * @throws LabException if it has none
     */
    public String variable(String name) {
        return findVariable(name).orElseGet(() -> env.get(name));
    }

    private Optional<String> findVariable(String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isEmpty())
                .or(() -> env.find(name));
    }

    /**
     * Where a container is reached from this machine.
     *
     * @param address among the containers, for example {@code tempo:3200}
     * @throws LabException if it is not published
     */
    public URI published(String address) {
        return find(address)
                .orElseThrow(() ->
                        new LabException(address + " is no address that compose.yaml publishes on this machine."));
    }

    /** The same; empty if it is not published. */
    public Optional<URI> find(String address) {
        String[] parts = address.split(":");
        return tree.path("services")
                .path(parts[0])
                .path("ports")
                .valueStream()
                .map(port -> PUBLISHED.matcher(filledIn(port.asString())))
                .filter(port -> port.matches() && port.group(3).equals(parts[parts.length - 1]))
                .map(port -> URI.create("http://" + port.group(1) + ":" + port.group(2)))
                .findFirst();
    }

    /** The file that says which faults are on. */
    public Path faults() {
        String mounted = tree.path("services")
                .path("front")
                .path("volumes")
                .valueStream()
                .map(volume -> filledIn(volume.asString()))
                .filter(volume -> volume.contains(":/etc/signalbox/faults"))
                .findFirst()
                .orElseThrow(() -> new LabException("compose.yaml mounts no faults."));
        return root.resolve(mounted.substring(0, mounted.indexOf(':'))).resolve("faults.json");
    }
}
