package dev.signalbox.lab.benchmark;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.home.EnvFile;
import dev.signalbox.lab.home.HomeOption;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.home.Trees;
import dev.signalbox.lab.service.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox benchmark}: measures what telemetry costs the services. */
@Command(
        name = "benchmark",
        description =
                "Measures what telemetry costs: orders on the same services with none, the agent, and all signals,"
                        + " in interleaved rounds. Wants a quiet machine with 8 GB free.",
        subcommands = StartUpCommand.class,
        mixinStandardHelpOptions = true)
public final class BenchmarkCommand implements Callable<Integer> {

    /** Far from the labs that people start, and below the ports that systems lend to clients (Linux: from 32768). */
    private static final int FIRST_PORT_OFFSET = 20_000;

    private static final int PORT_OFFSET_STEP = 200;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds that count. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--for",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "Length of each measurement. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "180",
            description = "Load on each candidate before the first round. Default: ${DEFAULT-VALUE}.")
    private int warmUpSeconds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "60",
            description = "Orders per second while the CPU is measured. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "16",
            description = "Visitors at once while the throughput is measured. Default: ${DEFAULT-VALUE}.")
    private int users;

    @Option(
            names = "--candidates",
            paramLabel = "WAY",
            split = ",",
            defaultValue = "NONE,AGENT,ALL",
            description = "What to measure; the first is what the others are compared with."
                    + " Of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private List<Telemetry> telemetries;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = Console.of(spec);
        LabHome lab = home.get();
        EnvFile env = EnvFile.read(lab.env());
        List<Candidate> candidates = new ArrayList<>();
        Supervisors supervisors = new Supervisors();
        for (Telemetry telemetry : telemetries) {
            LabHome own = LabHome.of(
                    lab.root(),
                    lab.home().resolve("benchmark").resolve(telemetry.name().toLowerCase(Locale.ROOT)));
            Trees.delete(own.home());
            Candidate candidate = new Candidate(
                    telemetry, own, new Ports(FIRST_PORT_OFFSET + PORT_OFFSET_STEP * candidates.size()), env, console);
            console.note("Starting the services with telemetry " + telemetry);
            candidates.add(candidate);
            candidate.start(supervisors);
        }
        for (Candidate candidate : candidates) {
            console.note("Warming up " + candidate.telemetry() + " for " + warmUpSeconds + " s");
            candidate.warmUp(users, Duration.ofSeconds(warmUpSeconds));
        }
        Map<Telemetry, List<Measurement>> measured = new EnumMap<>(Telemetry.class);
        for (int round = 1; round <= rounds; round++) {
            for (Candidate candidate : candidates) {
                Measurement measurement = candidate.measure(rate, users, Duration.ofSeconds(seconds));
                console.note("Round " + round + " of " + rounds + ", " + candidate.telemetry() + ": " + measurement);
                measured.computeIfAbsent(candidate.telemetry(), t -> new ArrayList<>())
                        .add(measurement);
            }
        }
        console.line("");
        console.raw(new Report(measured, telemetries.get(0)).markdown());
        for (Candidate candidate : candidates) {
            console.line("");
            console.line("Memory with telemetry " + candidate.telemetry() + ", MiB: " + candidate.memory());
        }
        return 0;
    }
}
