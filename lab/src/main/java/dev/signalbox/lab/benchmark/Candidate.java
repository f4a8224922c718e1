package dev.signalbox.lab.benchmark;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.fault.FaultFile;
import dev.signalbox.lab.home.EnvFile;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.load.LoadPlan;
import dev.signalbox.lab.load.LoadResult;
import dev.signalbox.lab.load.LoadRun;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The three services with one kind of telemetry, a database of their own, and a backend if they have something to say. */
final class Candidate {

    private static final Duration RAGGED = Duration.ofSeconds(3);

    /** A rate: each of the users sends an order when the last one is answered. */
    private static final double AS_MANY_AS_ARE_ANSWERED = 0;

    private final Telemetry telemetry;
    private final LabHome home;
    private final Ports ports;
    private final Supervisor supervisor;
    private volatile List<Child> children = List.of();
    private volatile List<ProcessHandle> services = List.of();

    Candidate(Telemetry telemetry, LabHome home, Ports ports, EnvFile env, Console console) {
        this.telemetry = telemetry;
        this.home = home;
        this.ports = ports;
        List<Part> parts = new ArrayList<>();
        parts.add(new PostgresPart(home, ports, env));
        if (telemetry != Telemetry.NONE) {
            parts.add(new BackendPart(home, ports));
        }
        parts.addAll(ServicePart.all(home, ports, env, telemetry));
        this.supervisor =
                new Supervisor(parts, home.logs(), console, (children, restarts, ready) -> remember(children));
    }

    Telemetry telemetry() {
        return telemetry;
    }

    void start(Supervisors supervisors) throws IOException, InterruptedException {
        Files.createDirectories(home.logs());
        FaultFile.reset(home);
        supervisors.start(supervisor);
    }

    /** The steady load, of which only the processor time in its midst is measured: starts and ends are ragged. */
    Measurement measure(double rate, int users, Duration duration) throws IOException, InterruptedException {
        double ordersPerSecond;
        try (LoadRun run = orders(AS_MANY_AS_ARE_ANSWERED, users, duration)) {
            ordersPerSecond = finishWithoutFailure(run).requestsPerSecond();
        }
        try (LoadRun run = orders(rate, users, duration.plus(RAGGED).plus(RAGGED))) {
            Thread.sleep(RAGGED.toMillis());
            Duration before = cpu();
            long begun = System.nanoTime();
            Thread.sleep(duration.toMillis());
            double cpuMillis = cpu().minus(before).toNanos() / 1e6;
            double orders = rate * (System.nanoTime() - begun) / 1e9;
            LoadResult steady = finishWithoutFailure(run);
            return new Measurement(cpuMillis / orders, steady.p99Millis(), ordersPerSecond, residentMebibytes());
        }
    }

    /** As many orders as are answered. The first ones, while nothing is compiled yet, may take longer than callers wait. */
    void warmUp(int users, Duration duration) throws IOException, InterruptedException {
        try (LoadRun run = orders(AS_MANY_AS_ARE_ANSWERED, users, duration)) {
            run.finish();
        }
    }

    private LoadRun orders(double rate, int users, Duration duration) throws IOException, InterruptedException {
        LoadPlan plan = LoadPlan.of("SteadyOrders", ports.http(Ports.FRONT))
                .withRate(rate)
                .withUsers(users)
                .lasting(duration);
        return LoadRun.start(home, plan, home.load());
    }

    private static LoadResult finishWithoutFailure(LoadRun run) throws InterruptedException {
        LoadResult result = run.finish();
        if (result.failed() > 0) {
            throw new LabException(result.failed() + " orders failed, so nothing can be said of the rest. "
                    + String.join("; ", result.brokenPromises()));
        }
        return result;
    }

    /** Processor time, user and system, of the three services since they started, as the operating system accounts it. */
    private Duration cpu() {
        return services.stream()
                .map(service -> service.info().totalCpuDuration().orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Resident memory of the three services together, in MiB. */
    private long residentMebibytes() {
        return services.stream()
                .mapToLong(service -> Memory.residentMebibytes(service.pid()).orElseThrow())
                .sum();
    }

    /** Resident memory of each JVM of this candidate, in MiB. */
    Map<String, Long> memory() {
        Map<String, Long> memory = new TreeMap<>();
        for (Child child : children) {
            memory.put(
                    child.part().name(),
                    Memory.residentMebibytes(child.process().pid()).orElseThrow());
        }
        return memory;
    }

    private void remember(Collection<Child> children) {
        this.children = List.copyOf(children);
        services = children.stream()
                .filter(child -> ServicePart.NAMES.contains(child.part().name()))
                .map(child -> child.process().toHandle())
                .toList();
    }
}
