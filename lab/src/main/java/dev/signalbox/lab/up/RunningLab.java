package dev.signalbox.lab.up;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.fault.FaultFile;
import dev.signalbox.lab.home.EnvFile;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.LockFile;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.home.Trees;
import dev.signalbox.lab.load.LoadPart;
import dev.signalbox.lab.postgres.PostgresPart;
import dev.signalbox.lab.process.Child;
import dev.signalbox.lab.process.Part;
import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.prometheus.AlertmanagerPart;
import dev.signalbox.lab.prometheus.FetchedTools;
import dev.signalbox.lab.prometheus.PrometheusPart;
import dev.signalbox.lab.prometheus.Tools;
import dev.signalbox.lab.service.BackendPart;
import dev.signalbox.lab.service.PagerPart;
import dev.signalbox.lab.service.ServicePart;
import dev.signalbox.lab.service.Telemetry;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.LabState.PartState;
import dev.signalbox.lab.state.Orphans;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;

/** One lab from the first check to the last process that ends. */
final class RunningLab {

    private final LabHome home;
    private final Ports ports;
    private final EnvFile env;
    private final boolean agent;
    private final Optional<String> load;
    private final Console console;
    private final StateFile state;

    /**
     * @param agent whether the services run with the OpenTelemetry agent
     * @param load the simulation that runs in the background, if any
     */
    RunningLab(LabHome home, Ports ports, EnvFile env, boolean agent, Optional<String> load, Console console) {
        this.home = home;
        this.ports = ports;
        this.env = env;
        this.agent = agent;
        this.load = load;
        this.console = console;
        this.state = new StateFile(home.state());
    }

    /**
     * Starts everything and returns only when it could not be started; otherwise the process ends by a signal.
     *
     * @param fresh whether the data of earlier runs is deleted first
     */
    int run(boolean fresh) throws IOException, InterruptedException {
        Instant begun = Instant.now();
        Preflight.makeHome(home);
        return LockFile.holdingUnlessHeld(
                home.lock(), () -> Preflight.alreadyRunning(home), () -> runAlone(fresh, begun));
    }

    private int runAlone(boolean fresh, Instant begun) throws IOException, InterruptedException {
        endOrphans();
        Trees.delete(home.temporary());
        AlertmanagerPart.forgetWhatWasTold(home);
        if (fresh) {
            deleteData();
        }
        // First of all: on a full disk nothing else can say what is wrong.
        Preflight.checkDisk(home, Preflight.NEEDED_MEGABYTES);
        FaultFile.reset(home);
        List<Part> parts = parts();
        Preflight.checkJars(jars());
        Preflight.checkPorts(parts);
        start(parts, begun);
        new CountDownLatch(1).await();
        return 0;
    }

    private void endOrphans() throws IOException, InterruptedException {
        LabState before = state.read().orElse(null);
        if (before != null) {
            List<String> ended = Orphans.end(before, Orphans.END_WITHIN);
            if (!ended.isEmpty()) {
                console.note("Ended what an earlier lab had left running: " + String.join(", ", ended));
            }
            state.delete();
        }
    }

    private void deleteData() throws IOException {
        for (Path data : home.data()) {
            Trees.delete(data);
        }
        console.note("All data of earlier runs is deleted.");
    }

    private List<Part> parts() {
        FetchedTools tools = new FetchedTools(
                new Tools(home.tools()),
                () -> console.note("Prometheus and Alertmanager are not on PATH; fetching the distribution's packages"
                        + " into " + home.tools()));
        List<Part> parts = new ArrayList<>();
        parts.add(new PostgresPart(home, ports, env));
        parts.add(new BackendPart(home, ports));
        parts.add(new PagerPart(home, ports));
        parts.addAll(ServicePart.all(home, ports, env, agent ? Telemetry.ALL : Telemetry.SDK));
        parts.addAll(AlertmanagerPart.pair(home, ports, tools));
        parts.addAll(PrometheusPart.pair(home, ports, tools));
        load.ifPresent(simulation -> parts.add(new LoadPart(home, ports, simulation)));
        return parts;
    }

    private List<Path> jars() {
        Stream<Path> programs = Stream.of("local-backend", "pager", "auth-service", "broker-service", "front-service")
                .map(home::program);
        Stream<Path> agents = Stream.of("opentelemetry-javaagent", "pyroscope-otel", "signalbox-agent-extension")
                .filter(name -> agent)
                .map(home::agent);
        return Stream.of(programs, agents, load.map(simulation -> home.program("load")).stream())
                .flatMap(Function.identity())
                .toList();
    }

    private void start(List<Part> parts, Instant begun) throws IOException, InterruptedException {
        ProcessId self = ProcessId.of(ProcessHandle.current());
        Supervisor supervisor = new Supervisor(
                parts,
                home.logs(),
                console,
                (children, restarts, ready) ->
                        state.write(new LabState(self, ready, agent, ports.offset(), partStates(children, restarts))));
        Thread onSignal = new Thread(() -> {
            console.line("");
            console.note("Stopping everything ...");
            stop(supervisor);
            console.note("Stopped.");
        });
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            Map<String, String> leftOut = supervisor.start();
            new Welcome(home, ports, env, console).show(leftOut, Duration.between(begun, Instant.now()));
            supervisor.declareReady();
        } catch (LabException e) {
            if (supervisor.isStopping()) {
                // Stopped by a signal while starting; what failed because of that is of no interest.
                new CountDownLatch(1).await();
            }
            Runtime.getRuntime().removeShutdownHook(onSignal);
            console.note("Stopping what had been started ...");
            stop(supervisor);
            throw e;
        }
    }

    private static List<PartState> partStates(Collection<Child> children, Map<String, Integer> restarts) {
        return children.stream()
                .map(child -> new PartState(
                        child.part().name(),
                        child.id(),
                        child.part().ports().stream().findFirst().orElse(0),
                        child.part().health(),
                        restarts.getOrDefault(child.part().name(), 0),
                        child.part().stopSignal()))
                .toList();
    }

    private void stop(Supervisor supervisor) {
        supervisor.stop();
        try {
            state.delete();
        } catch (IOException e) {
            console.note(home.state() + " could not be deleted: " + e.getMessage());
        }
    }
}
