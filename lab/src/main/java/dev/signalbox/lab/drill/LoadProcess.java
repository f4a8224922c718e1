package dev.signalbox.lab.drill;

import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.drill.Disturbances.RunningLoad;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.process.JvmOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** Gatling with one simulation, in a process of its own. */
final class LoadProcess implements RunningLoad {

    /** Its visitors are registered and signed in first. */
    private static final Duration BEGINS_WITHIN = Duration.ofMinutes(3);

    /** Longer than any drill; it is ended before. */
    private static final Duration DURATION = Duration.ofHours(2);

    private final Load load;
    private final Process process;
    private final Path output;

    private LoadProcess(Load load, Process process, Path output) {
        this.load = load;
        this.process = process;
        this.output = output;
    }

    /**
     * Does not wait for its visitors.
     *
     * @param front front-service's address
     */
    static LoadProcess start(LabHome home, URI front, Load load) throws IOException {
        Path output = home.logs().resolve("drill-" + load.simulation() + ".log");
        Process gatling = new ProcessBuilder(List.of(
                        JvmOptions.java(),
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-Dtarget=" + front,
                        "-Drate=" + load.rate(),
                        "-Dusers=" + load.users(),
                        "-Dfor=" + DURATION,
                        // It ends when its standard input does: when this process ends, however that came about.
                        "-Dattended=true",
                        "-Dgatling.data.writers.0=console",
                        "-jar",
                        home.jars().resolve("load.jar").toString(),
                        "--no-reports",
                        "--simulation",
                        "dev.signalbox.load." + load.simulation(),
                        "--results-folder",
                        home.home().resolve("load").toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new LoadProcess(load, gatling, output);
    }

    @Override
    public void awaitBegin() {
        try {
            await().pollInSameThread().atMost(BEGINS_WITHIN).until(() -> {
                check();
                return Files.readString(output).contains(load.simulation() + " started");
            });
        } catch (ConditionTimeoutException e) {
            throw new LabException("The load " + load + " did not begin. What it said is in " + output);
        }
    }

    @Override
    public void check() {
        if (!process.isAlive()) {
            throw new LabException("The load " + load + " ended by itself, with exit code " + process.exitValue()
                    + ". What it said is in " + output);
        }
    }

    @Override
    public void end() {
        process.destroy();
    }
}
