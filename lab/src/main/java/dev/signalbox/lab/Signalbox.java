package dev.signalbox.lab;

import dev.signalbox.lab.benchmark.BenchmarkCommand;
import dev.signalbox.lab.doctor.DoctorCommand;
import dev.signalbox.lab.down.DownCommand;
import dev.signalbox.lab.drill.DrillCommand;
import dev.signalbox.lab.fault.FaultCommand;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.load.LoadCommand;
import dev.signalbox.lab.status.StatusCommand;
import dev.signalbox.lab.up.UpCommand;
import dev.signalbox.lab.verify.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code signalbox} command. Exit codes: 0 all well, 1 it did not work, 2 it was called wrongly. */
@Command(
        name = "signalbox",
        description = "A lab for learning to read the signals of a running system.",
        mixinStandardHelpOptions = true,
        version = "signalbox 0.1.0",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            FaultCommand.class,
            LoadCommand.class,
            DoctorCommand.class,
            VerifyCommand.class,
            DrillCommand.class,
            BenchmarkCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Signalbox {

    private Signalbox() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args.length == 0 ? new String[] {"--help"} : args));
    }

    /** The command with its parser, and errors that a person can read. */
    static CommandLine commandLine() {
        return new CommandLine(new Signalbox())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((error, command, parsed) -> {
                    command.getErr().println();
                    if (error instanceof LabException) {
                        command.getErr().println(command.getColorScheme().errorText(error.getMessage()));
                    } else {
                        command.getErr().println(command.getColorScheme().stackTraceText(error));
                    }
                    return command.getCommandSpec().exitCodeOnExecutionException();
                });
    }
}
