package dev.signalbox.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.process.Commands;
import dev.signalbox.lab.prometheus.Tools;
import dev.signalbox.lab.prometheus.Tools.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** promtool and amtool, found or fetched as the lab does it. */
final class PrometheusTools {

    private static final List<Tool> CHECKERS = List.of(Tool.PROMTOOL, Tool.AMTOOL);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Tools tools =
            new Tools(Path.of("../.signalbox/tools").toAbsolutePath().normalize());

    /** Without the tools nothing is checked: that is said aloud, and in CI it is a failure. */
    PrometheusTools() throws Exception {
        Optional<String> problem = tools.ensure(CHECKERS, PATIENCE);
        if (problem.isPresent()) {
            Unchecked.because(
                    "rules and configuration of Prometheus and Alertmanager.",
                    "promtool and amtool cannot be had: " + problem.get());
        }
    }

    /** Runs a tool, which must say that all is well. */
    void check(Tool tool, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(tools.find(tool).orElseThrow().toString()));
        command.addAll(List.of(arguments));
        Commands.Result result = Commands.run(PATIENCE, Map.of(), command).orElseThrow();

        assertThat(result.exitCode()).as("%s%n%s", command, result.output()).isZero();
    }
}
