package dev.signalbox.observability;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Every configuration file is what its ending says; a key that stands twice is a mistake. */
class WellFormedTest {

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("."))) {
            return files.filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
                    .filter(file -> !file.startsWith(Path.of("./target")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void canBeRead(Path file) throws IOException {
        String content = Files.readString(file);

        if (file.toString().endsWith(".json")) {
            JsonMapper mapper = JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
            assertThatCode(() -> mapper.readTree(content)).doesNotThrowAnyException();
        } else {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Yaml yaml = new Yaml(new SafeConstructor(options));
            assertThatCode(() -> yaml.loadAll(content).forEach(document -> {})).doesNotThrowAnyException();
        }
    }
}
