package dev.signalbox.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.process.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NginxFileTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern VERSION = Pattern.compile("nginx/1\\.(\\d+)\\.(\\d+)");
    private static final Pattern RESOLVED_WHILE_IT_RUNS = Pattern.compile("server [a-z]+-[12]:(\\d+) resolve ");

    @TempDir
    private Path directory;

    @Test
    void theConfigurationIsOneThatNginxTakes() throws Exception {
        Optional<String> version = Commands.run(PATIENCE, "nginx", "-v").map(Commands.Result::output);
        if (version.isEmpty()) {
            Unchecked.because("nginx.conf by `nginx -t`.", "nginx is not on PATH.");
        }
        Path file = Path.of("nginx/nginx.conf").toAbsolutePath();

        assertThatNginxTakes(knowsResolve(version.orElseThrow()) ? file : withoutResolve(file));
    }

    @Test
    void onlyAnEndOfEachPairIsResolvedWhileNginxRuns() throws Exception {
        assertThat(RESOLVED_WHILE_IT_RUNS
                        .matcher(Files.readString(Path.of("nginx/nginx.conf")))
                        .results())
                .as("what an older nginx is shown without")
                .hasSize(6);
    }

    private static void assertThatNginxTakes(Path file) throws Exception {
        Commands.Result result =
                Commands.run(PATIENCE, "nginx", "-t", "-c", file.toString()).orElseThrow();

        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    /** The parameter "resolve" came with 1.27.3. */
    private static boolean knowsResolve(String version) {
        Matcher matcher = VERSION.matcher(version);
        assertThat(matcher.find()).as(version).isTrue();
        int minor = Integer.parseInt(matcher.group(1));
        return minor > 27 || minor == 27 && Integer.parseInt(matcher.group(2)) >= 3;
    }

    /** For an older nginx, as Debian's: it would look for the servers at once, and finds them on this machine. */
    private Path withoutResolve(Path file) throws Exception {
        return Files.writeString(
                directory.resolve("nginx.conf"),
                RESOLVED_WHILE_IT_RUNS.matcher(Files.readString(file)).replaceAll("server 127.0.0.1:$1 "));
    }
}
