package dev.signalbox.lab.down;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.home.HomeOption;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.Orphans;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalbox down}: ends the lab, or what is left of one whose supervisor was killed. Data is kept. */
@Command(name = "down", description = "Ends the lab. Data is kept.", mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

    /** The supervisor has 10 s by its own rule. */
    private static final Duration SUPERVISOR_ENDS_WITHIN = Duration.ofSeconds(12);

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = Console.of(spec);
        LabHome labHome = home.get();
        StateFile file = new StateFile(labHome.state());
        Optional<LabState> state = file.read();
        if (state.isEmpty()) {
            console.line("No lab runs in " + labHome.home() + ".");
            return 0;
        }
        Optional<ProcessHandle> supervisor = state.get().supervisor().find();
        if (supervisor.isPresent()) {
            console.line("Stopping the lab (pid " + supervisor.get().pid() + ") ...");
            end(supervisor.get());
        } else {
            console.line("The lab's supervisor is gone; looking for what it left behind ...");
        }
        List<String> orphans = Orphans.end(state.get(), Orphans.END_WITHIN);
        if (!orphans.isEmpty()) {
            console.line("Ended what was left running: " + String.join(", ", orphans));
        }
        file.delete();
        console.line("Stopped. Its data is kept in " + labHome.home() + ".");
        return 0;
    }

    private static void end(ProcessHandle supervisor) throws InterruptedException {
        supervisor.destroy();
        try {
            supervisor.onExit().get(SUPERVISOR_ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            supervisor.destroyForcibly();
        } catch (ExecutionException e) {
            throw new LabException("Process " + supervisor.pid() + " could not be watched: " + e.getCause(), e);
        }
    }
}
