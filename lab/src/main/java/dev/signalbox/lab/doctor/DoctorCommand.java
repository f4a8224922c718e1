package dev.signalbox.lab.doctor;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.doctor.Finding.Verdict;
import dev.signalbox.lab.home.HomeOption;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.PortsOption;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalbox doctor}: whether this machine can run the lab, and what to do if not. */
@Command(
        name = "doctor",
        description = "Looks whether this machine can run the lab. Exit code 1 if something must be done first.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Mixin
    private PortsOption ports;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = Console.of(spec);
        LabHome labHome = home.get();
        List<Finding> findings = new Checkup(labHome, ports.get()).findings();
        for (Finding finding : findings) {
            console.line(Ansi.AUTO.string(mark(finding.verdict())) + "  " + finding.what());
            finding.advice().lines().forEach(line -> console.line("         " + line));
        }
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.STOPS) ? 1 : 0;
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case FINE -> "@|green fine|@   ";
            case NOTE -> "@|yellow note|@   ";
            case STOPS -> "@|red trouble|@";
        };
    }
}
