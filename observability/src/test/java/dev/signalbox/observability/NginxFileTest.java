package dev.signalbox.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.signalbox.lab.process.Commands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NginxFileTest {

    private static final Pattern VERSION = Pattern.compile("nginx/1\\.(\\d+)\\.(\\d+)");

    @Test
    void theConfigurationIsOneThatNginxTakes() throws Exception {
        if (!canResolveWhileItRuns()) {
            String message = "nginx 1.27.3 or later is not on PATH (older ones do not know the parameter \"resolve\").";
            System.err.println("NOT CHECKED: nginx.conf by `nginx -t`. " + message);
            abort(message);
        }

        Commands.Result result = Commands.run(
                        Duration.ofSeconds(20),
                        "nginx",
                        "-t",
                        "-c",
                        Path.of("nginx/nginx.conf").toAbsolutePath().toString())
                .orElseThrow();

        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    private static boolean canResolveWhileItRuns() throws Exception {
        String version = Commands.run(Duration.ofSeconds(20), "nginx", "-v")
                .map(Commands.Result::output)
                .orElse("");
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.find()) {
            return false;
        }
        int minor = Integer.parseInt(matcher.group(1));
        return minor > 27 || minor == 27 && Integer.parseInt(matcher.group(2)) >= 3;
    }
}
