package dev.signalbox.lab.doctor;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.process.Commands;
import dev.signalbox.lab.process.Memory;
import dev.signalbox.lab.process.TakenPort;
import dev.signalbox.lab.prometheus.Tools;
import dev.signalbox.lab.prometheus.Tools.Tool;
import dev.signalbox.lab.state.StateFile;
import dev.signalbox.lab.up.Preflight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at everything that the lab needs from a machine.
 *
 * @param home of the lab
 * @param ports that it will use
 */
record Checkup(LabHome home, Ports ports) {

    /** What all parts together occupy, measured after a rush of visitors on four processors, with a little air. */
    private static final long NEEDED_MEMORY_MEGABYTES = 3500;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    List<Finding> findings() throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.fine("Java " + Runtime.version() + " in " + System.getProperty("java.home")));
        findings.add(maven());
        findings.add(memory());
        findings.add(disk());
        findings.addAll(portFindings());
        findings.add(tool(Tool.PROMETHEUS, "Prometheus"));
        findings.add(tool(Tool.ALERTMANAGER, "Alertmanager"));
        findings.add(docker());
        return findings;
    }

    private static Finding maven() throws IOException, InterruptedException {
        return firstLine("mvn", "--version")
                .map(Finding::fine)
                .orElseGet(() ->
                        Finding.note("Maven is not on PATH", "Without it nothing can be built: apt-get install maven"));
    }

    private static Finding memory() {
        long available = Memory.availableMebibytes().orElse(0);
        String what = "Memory: " + available + " MB available";
        return available >= NEEDED_MEMORY_MEGABYTES
                ? Finding.fine(what)
                : Finding.note(what, "The lab occupies up to " + NEEDED_MEMORY_MEGABYTES + " MB; end something else.");
    }

    private Finding disk() throws IOException {
        Path existing = Preflight.existing(home);
        long free = Preflight.freeMegabytes(home);
        String what = "Disk of " + home.home() + ": " + free + " MB free";
        if (!Files.isWritable(existing)) {
            return Finding.stops(existing + " cannot be written", "Put the lab elsewhere with --home DIR.");
        }
        return free >= Preflight.NEEDED_MEGABYTES
                ? Finding.fine(what)
                : Finding.stops(
                        what, "It needs " + Preflight.NEEDED_MEGABYTES + " MB; put it elsewhere with --home DIR.");
    }

    private List<Finding> portFindings() throws IOException {
        boolean mine = new StateFile(home.state())
                .readRunning()
                .filter(state -> state.portOffset() == ports.offset())
                .isPresent();
        if (mine) {
            return List.of(Finding.fine("Ports: in use by the lab that runs here"));
        }
        List<Finding> taken = Ports.WELL_KNOWN.stream()
                .flatMap(port -> TakenPort.look(ports.of(port)).stream())
                .map(found -> Finding.stops(
                        "Port " + found.port() + " is taken by " + found.holder(),
                        "End that, or move all ports of the lab: ./signalbox up --port-offset 10000"))
                .toList();
        return taken.isEmpty() ? List.of(Finding.fine("Ports: all " + Ports.WELL_KNOWN.size() + " are free")) : taken;
    }

    private Finding tool(Tool tool, String name) throws IOException, InterruptedException {
        Optional<Path> program = new Tools(home.tools()).find(tool);
        if (program.isEmpty()) {
            return Finding.note(
                    name + " is not on PATH",
                    "./signalbox up fetches the distribution's package on Debian and Ubuntu (nothing is installed);\n"
                            + "without it the lab runs, but alerts and metric graphs are off.");
        }
        String version = firstLine(program.get().toString(), "--version").orElse("of unknown version");
        return Finding.fine(program.get() + ": " + version);
    }

    private static Finding docker() throws IOException, InterruptedException {
        return firstLine("docker", "--version")
                .map(Finding::fine)
                .orElseGet(() -> Finding.fine("Docker is not there, and ./signalbox up does not need it"));
    }

    private static Optional<String> firstLine(String... command) throws IOException, InterruptedException {
        return Commands.run(PATIENCE, command)
                .filter(Commands.Result::isOk)
                .flatMap(result -> result.output().lines().findFirst())
                // Maven colours its name even where nobody sees it.
                .map(line -> line.replaceAll("\u001B\\[[;\\d]*m", ""));
    }
}
