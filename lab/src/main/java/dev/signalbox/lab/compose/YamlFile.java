package dev.signalbox.lab.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file in YAML as one tree, with anchors and merges resolved: Jackson does not know merge keys ("<<"). */
public final class YamlFile {

    private YamlFile() {}

    public static JsonNode read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** The same of a text. */
    public static JsonNode parse(String text) {
        return JsonMapper.shared().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    }
}
