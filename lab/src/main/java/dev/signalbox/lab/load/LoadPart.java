package dev.signalbox.lab.load;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.process.JvmOptions;
import dev.signalbox.lab.process.Part;
import dev.signalbox.lab.service.ServicePart;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The background load of a lab: a simulation that begins anew when it has ended, and writes nothing but its log. */
public final class LoadPart implements Part {

    private static final int HEAP_MEGABYTES = 96;

    private final LabHome home;
    private final Ports ports;
    private final String simulation;

    /**
     * @param simulation its name
     */
    public LoadPart(LabHome home, Ports ports, String simulation) {
        this.home = home;
        this.ports = ports;
        this.simulation = simulation;
    }

    @Override
    public String name() {
        return "load";
    }

    @Override
    public List<Integer> ports() {
        return List.of();
    }

    @Override
    public Set<String> after() {
        return ServicePart.NAMES;
    }

    @Override
    public List<String> command() throws IOException {
        LoadPlan plan = LoadPlan.of(simulation, ports.http(Ports.FRONT));
        List<String> options = new ArrayList<>(JvmOptions.idle(HEAP_MEGABYTES));
        // No file for a report: it would grow for as long as the lab runs.
        options.addAll(List.of("-Dgatling.data.writers.0=console", "-Dgatling.data.console.writePeriod=60"));
        List<String> command = plan.command(home, options, home.load());
        command.add("--no-reports");
        return command;
    }

    @Override
    public URI health() {
        return null;
    }
}
