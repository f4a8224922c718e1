package dev.signalbox.lab.fault;

import dev.signalbox.lab.against.AgainstOption;
import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.console.UnknownNameException;
import dev.signalbox.lab.fault.FaultFile.Fault;
import dev.signalbox.lab.home.HomeOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox fault}: breaks the running services, and mends them, without a restart. */
@Command(
        name = "fault",
        description = "Turns faults of the running services on and off.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class FaultCommand implements Runnable {

    private static final int NAME_WIDTH = 30;
    private static final int STATE_WIDTH = 8;
    private static final int SYMPTOM_WIDTH = 80;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: list, on NAME or off NAME.");
    }

    /** Shows all faults. */
    @Command(
            name = "list",
            description = "Shows every fault, whether it is on, and what is seen when it is.",
            mixinStandardHelpOptions = true)
    int list(@Mixin HomeOption home, @Mixin AgainstOption against) throws IOException {
        Console console = Console.of(spec);
        Path file = against.faults(home.get());
        if (!Files.exists(file)) {
            // Before the first start there is only the template, in which all are off.
            file = home.get().faultsTemplate();
        }
        TextTable table = TextTable.forColumns(
                spec.commandLine().getColorScheme(),
                new Column(NAME_WIDTH, 0, Overflow.SPAN),
                new Column(STATE_WIDTH, 0, Overflow.SPAN),
                new Column(SYMPTOM_WIDTH, 0, Overflow.WRAP));
        for (Fault fault : FaultFile.read(file).faults()) {
            table.addRowValues(fault.name(), fault.current(), fault.service() + ": " + fault.symptom());
        }
        console.raw(table.toString());
        return 0;
    }

    /** Turns one on. */
    @Command(name = "on", description = "Turns a fault on.", mixinStandardHelpOptions = true)
    int on(
            @Mixin HomeOption home,
            @Mixin AgainstOption against,
            @Parameters(paramLabel = "NAME", description = "See: signalbox fault list") String name,
            @Parameters(
                            paramLabel = "VARIANT",
                            arity = "0..1",
                            description = "How it is on, if there are several ways; the usual one if not given.")
                    String variant)
            throws IOException {
        FaultFile file = FaultFile.read(against.faultsToChange(home.get()));
        Fault fault = known(file, name);
        String wanted = variant == null ? fault.variants().get(0) : variant;
        if (!fault.variants().contains(wanted)) {
            throw new ParameterException(
                    spec.commandLine(),
                    name + " has no variant " + wanted + ". It has: " + String.join(", ", fault.variants()));
        }
        file.set(fault, wanted);
        Console console = Console.of(spec);
        console.line(String.format(Locale.ROOT, "%s is on (%s) in %s.", name, wanted, fault.service()));
        console.line(fault.symptom());
        return 0;
    }

    /** Turns one off. */
    @Command(
            name = "off",
            description = "Turns a fault off; `off all` turns off whatever is on.",
            mixinStandardHelpOptions = true)
    int off(
            @Mixin HomeOption home,
            @Mixin AgainstOption against,
            @Parameters(paramLabel = "NAME", description = "See: signalbox fault list") String name)
            throws IOException {
        FaultFile file = FaultFile.read(against.faultsToChange(home.get()));
        List<Fault> faults =
                name.equals("all") ? file.faults().stream().filter(Fault::isOn).toList() : List.of(known(file, name));
        for (Fault fault : faults) {
            file.set(fault, FaultFile.OFF);
            Console.of(spec).line(fault.name() + " is off.");
        }
        return 0;
    }

    private Fault known(FaultFile file, String name) {
        return file.find(name)
                .orElseThrow(() -> new UnknownNameException(
                        spec,
                        "fault",
                        name,
                        file.faults().stream().map(Fault::name).toList()));
    }
}
