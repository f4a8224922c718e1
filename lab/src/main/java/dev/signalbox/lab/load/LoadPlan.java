package dev.signalbox.lab.load;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.process.JvmOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which load, on what, and how much of it where the simulation's usual is not wanted.
 *
 * @param simulation its name
 * @param target address of front-service
 * @param settings system properties of the simulation that differ from the usual ones
 */
public record LoadPlan(String simulation, URI target, Map<String, String> settings) {

    public LoadPlan {
        settings = Map.copyOf(settings);
    }

    public static LoadPlan of(String simulation, URI target) {
        return new LoadPlan(simulation, target, Map.of());
    }

    /**
     * @param perSecond of what the simulation counts; for SteadyOrders 0 is as many as are answered
     */
    public LoadPlan withRate(double perSecond) {
        return with("rate", Double.toString(perSecond));
    }

    public LoadPlan lasting(Duration duration) {
        return with("for", duration.toString());
    }

    /**
     * @param accounts how many different visitors there are
     */
    public LoadPlan withUsers(int accounts) {
        return with("users", Integer.toString(accounts));
    }

    /**
     * The command that runs it. More arguments for Gatling may be added.
     *
     * @param jvmOptions besides those that the plan needs
     * @param results where Gatling writes
     * @throws IOException if there is no place for its temporary files
     */
    List<String> command(LabHome home, List<String> jvmOptions, Path results) throws IOException {
        List<String> options = new ArrayList<>(jvmOptions);
        with("target", target.toString()).settings.entrySet().stream()
                .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                .sorted()
                .forEach(options::add);
        List<String> command = JvmOptions.command(options, home, "load");
        command.addAll(
                List.of("--simulation", "dev.signalbox.load." + simulation, "--results-folder", results.toString()));
        return command;
    }

    private LoadPlan with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(settings);
        changed.put(name, value);
        return new LoadPlan(simulation, target, changed);
    }
}
