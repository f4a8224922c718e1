package dev.signalbox.lab.benchmark;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.fault.FaultFile;
import dev.signalbox.lab.home.EnvFile;
import dev.signalbox.lab.home.HomeOption;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.home.Trees;
import dev.signalbox.lab.postgres.PostgresPart;
import dev.signalbox.lab.process.Child;
import dev.signalbox.lab.process.Memory;
import dev.signalbox.lab.process.Part;
import dev.signalbox.lab.service.BackendPart;
import dev.signalbox.lab.service.ServicePart;
import dev.signalbox.lab.service.Telemetry;
import dev.signalbox.lab.up.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox benchmark start-up}: how long a service takes to start, by each Java that is named. */
@Command(
        name = "start-up",
        description = "Measures how long broker-service takes to start, with the agent and without it, and from a JDK's"
                + " AOT cache where it has one (" + WayToStart.AOT_CACHE_SINCE + " and later).",
        mixinStandardHelpOptions = true)
public final class StartUpCommand implements Callable<Integer> {

    private static final int PORT_OFFSET = 21_000;
    private static final String SERVICE = "broker-service";

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Option(
            names = "--java",
            paramLabel = "DIR",
            split = ",",
            description = "Homes of the JDKs to measure. Default: the one that runs this.")
    private List<Path> javas = List.of(Path.of(System.getProperty("java.home")));

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Starts of each kind. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Override
    public Integer call() throws Exception {
        Console console = Console.of(spec);
        LabHome lab = home.get();
        LabHome own = LabHome.of(lab.root(), lab.home().resolve("benchmark/start-up"));
        Trees.delete(own.home());
        Files.createDirectories(own.logs());
        FaultFile.reset(own);
        Ports ports = new Ports(PORT_OFFSET);
        EnvFile env = EnvFile.read(lab.env());
        List<WayToStart> ways = ways(own.home());
        Supervisor others = new Supervisor(
                List.of(new PostgresPart(own, ports, env), new BackendPart(own, ports)),
                own.logs(),
                console,
                (children, restarts, ready) -> {});
        Supervisors supervisors = new Supervisors();
        supervisors.start(others);
        for (WayToStart way : ways) {
            Part service = service(way, own, ports, env);
            if (way.aotCache() != null) {
                console.note("Writing the AOT cache");
                way.train(service);
            } else {
                console.note("Starting once for the page cache and the database: " + way.name());
                start(way.of(service), own, console, supervisors);
            }
        }
        Map<String, List<StartUp>> measured = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (WayToStart way : ways) {
                StartUp start = start(way.of(service(way, own, ports, env)), own, console, supervisors);
                console.note("Round " + round + " of " + rounds + ", " + way.name() + ": " + start);
                measured.computeIfAbsent(way.name(), w -> new ArrayList<>()).add(start);
            }
        }
        console.line("");
        console.raw(StartUp.markdown(measured));
        return 0;
    }

    private List<WayToStart> ways(Path directory) throws IOException, InterruptedException {
        List<WayToStart> ways = new ArrayList<>();
        for (Path java : javas) {
            int release = WayToStart.releaseOf(java);
            ways.add(new WayToStart(java, release, Telemetry.ALL, null));
            ways.add(new WayToStart(java, release, Telemetry.SDK, null));
            if (release >= WayToStart.AOT_CACHE_SINCE) {
                // It does not go together with an agent: the JVM refuses.
                ways.add(new WayToStart(java, release, Telemetry.SDK, directory.resolve("jdk-" + release + ".aot")));
            }
        }
        return ways;
    }

    private static Part service(WayToStart way, LabHome home, Ports ports, EnvFile env) {
        return ServicePart.all(home, ports, env, way.telemetry()).stream()
                .filter(part -> part.name().equals(SERVICE))
                .findFirst()
                .orElseThrow();
    }

    /** Starts it, looks at it when it is ready, and waits for its end. */
    private static StartUp start(Part service, LabHome home, Console console, Supervisors supervisors)
            throws IOException, InterruptedException {
        AtomicReference<Child> child = new AtomicReference<>();
        Supervisor supervisor = new Supervisor(
                List.of(service),
                home.logs(),
                console,
                (children, restarts, ready) -> children.stream().findFirst().ifPresent(child::set));
        try {
            long begun = System.nanoTime();
            supervisors.start(supervisor);
            double seconds = (System.nanoTime() - begun) / 1e9;
            ProcessHandle process = child.get().process().toHandle();
            return new StartUp(
                    seconds,
                    process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9,
                    Memory.residentMebibytes(process.pid()).orElseThrow());
        } finally {
            supervisor.stop();
        }
    }
}
