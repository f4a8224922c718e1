package dev.signalbox.lab.up;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.home.EnvFile;
import dev.signalbox.lab.home.HomeOption;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.home.PortsOption;
import dev.signalbox.lab.load.Simulations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox up}: starts everything. */
@Command(
        name = "up",
        description = "Starts the lab and runs it until Ctrl-C, or, with -d, until `signalbox down`.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    private static final String NO_LOAD = "none";

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Option(
            names = {"-d", "--detach"},
            description = "Return when everything is ready, and leave it running.")
    private boolean detach;

    @Option(names = "--fresh", description = "Begin anew: all data of the lab is deleted first.")
    private boolean fresh;

    @Option(
            names = "--no-agent",
            description = "Run the services without the OpenTelemetry agent: they make their telemetry themselves.")
    private boolean noAgent;

    @Option(
            names = "--load",
            paramLabel = "NAME",
            defaultValue = "Trickle",
            description = "Visitors in the background: a simulation, see `signalbox load list`, or none."
                    + " Default: ${DEFAULT-VALUE}, so that there is something to see.")
    private String load;

    @Mixin
    private PortsOption portsOption;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = Console.of(spec);
        LabHome labHome = home.get();
        Ports ports = portsOption.get();
        Optional<String> simulation = simulation(labHome);
        if (detach) {
            // Said here: the lab could not write it into a log on a full disk, and would take that of the one that
            // runs.
            Preflight.makeHome(labHome);
            Preflight.checkNotRunning(labHome);
            Preflight.checkDisk(labHome, fresh ? Preflight.NEEDED_FOR_LOG_MEGABYTES : Preflight.NEEDED_MEGABYTES);
            return new Detached(labHome, console).run(sameWithoutDetach(labHome, ports, simulation));
        }
        return new RunningLab(labHome, ports, EnvFile.read(labHome.env()), !noAgent, simulation, console).run(fresh);
    }

    private Optional<String> simulation(LabHome labHome) throws IOException {
        if (load.equals(NO_LOAD)) {
            return Optional.empty();
        }
        return Optional.of(Simulations.of(labHome).get(load, spec).name());
    }

    private List<String> sameWithoutDetach(LabHome labHome, Ports ports, Optional<String> simulation) {
        List<String> arguments = new ArrayList<>(
                List.of("up", "--home", labHome.home().toString(), "--port-offset", String.valueOf(ports.offset())));
        arguments.addAll(List.of("--load", simulation.orElse(NO_LOAD)));
        if (fresh) {
            arguments.add("--fresh");
        }
        if (noAgent) {
            arguments.add("--no-agent");
        }
        return arguments;
    }
}
