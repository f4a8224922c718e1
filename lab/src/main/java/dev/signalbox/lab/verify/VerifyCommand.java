package dev.signalbox.lab.verify;

import dev.signalbox.lab.against.AgainstOption;
import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.console.Time;
import dev.signalbox.lab.home.HomeOption;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.observe.NoAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox verify}: proves that each signal leads to the others. */
@Command(
        name = "verify",
        description = "Visits the running lab, follows that visit from each signal to the others, and shows which links"
                + " hold: those of a stack in Docker through each Grafana, or past them if none answers. Exit code 0 only"
                + " if all do.",
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = "--dashboards",
            description = "Instead of a visit: asks Prometheus for each panel of each dashboard and for each rule, and"
                    + " shows those that nothing is found for. Give the lab some minutes of visitors first.")
    private boolean dashboards;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            converter = Time.class,
            defaultValue = "90s",
            description =
                    "How long it looks for what is missing: 45s, 3m. By the default all has arrived on a machine that"
                            + " has too much to do, too. Default: ${DEFAULT-VALUE}.")
    private Duration patience;

    @Mixin
    private AgainstOption against;

    /** How the result is told. */
    enum Format {
        TEXT,
        JSON
    }

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        Verification verification = Verification.of(against.running(home.get()));
        if (format == Format.TEXT && !dashboards) {
            console.line("Visiting the desk, and following that visit. This takes about a minute ...");
        }
        Report report = report(verification);
        console.raw(
                format == Format.JSON
                        ? report.json()
                        : report.text(spec.commandLine().getColorScheme()));
        return report.isPassed() ? 0 : 1;
    }

    private Report report(Verification verification) {
        try {
            return new Report(
                    verification.place().name(),
                    dashboards ? verification.dashboards(patience) : verification.run(patience));
        } catch (ConditionTimeoutException e) {
            throw new LabException(
                    "The desk did not do what a visitor asked of it, for minutes.\nWhat is wrong with it is said by: "
                            + verification.place().status(),
                    e);
        } catch (NoAnswerException e) {
            throw new LabException(
                    e.getMessage() + "\nHow all is, is said by: "
                            + verification.place().status(),
                    e);
        }
    }
}
