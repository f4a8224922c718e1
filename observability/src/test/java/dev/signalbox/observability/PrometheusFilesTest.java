package dev.signalbox.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.prometheus.Tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusFilesTest {

    private PrometheusTools tools;

    @BeforeAll
    void getTools() throws Exception {
        tools = new PrometheusTools();
    }

    static List<Path> configurations() throws IOException {
        return files("prometheus", "prometheus*.yaml");
    }

    static List<Path> rules() throws IOException {
        return files("prometheus/rules", "*.yaml");
    }

    static List<Path> ruleTests() throws IOException {
        return files("prometheus/tests", "*.yaml");
    }

    private static List<Path> files(String directory, String pattern) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            return files.filter(file -> file.getFileSystem()
                            .getPathMatcher("glob:" + pattern)
                            .matches(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void theConfigurationIsOneThatPrometheusTakes(Path configuration) throws Exception {
        tools.check(Tool.PROMTOOL, "check", "config", configuration.toString());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRulesAreWellFormed(Path rules) throws Exception {
        tools.check(Tool.PROMTOOL, "check", "rules", rules.toString());
    }

    @ParameterizedTest
    @MethodSource("ruleTests")
    void theRulesDoWhatTheirTestsSay(Path test) throws Exception {
        tools.check(Tool.PROMTOOL, "test", "rules", test.toString());
    }

    @Test
    void everyFileOfRulesHasItsTests() throws Exception {
        assertThat(ruleTests().stream().map(Path::getFileName))
                .containsExactlyElementsOf(
                        rules().stream().map(Path::getFileName).toList());
    }
}
