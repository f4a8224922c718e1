package dev.signalbox.lab.verify;

import dev.signalbox.lab.compose.ComposeFile;
import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.home.HomeOption;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.observe.LocalBackends;
import dev.signalbox.lab.observe.NoAnswerException;
import dev.signalbox.lab.process.Health;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.net.URI;
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
                + " hold. Exit code 0 only if all do.",
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
            names = "--against",
            paramLabel = "LAB",
            defaultValue = "local",
            description = "local, what ./signalbox up started, or compose, what docker compose up started: through each"
                    + " Grafana, or past them if none answers. Default: ${DEFAULT-VALUE}.")
    private Against against;

    /** Which lab is meant. */
    enum Against {
        LOCAL,
        COMPOSE
    }

    /** How the result is told. */
    enum Format {
        TEXT,
        JSON
    }

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        Verification verification = against == Against.LOCAL ? local(home.get()) : compose(home.get());
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

    private static Verification local(LabHome labHome) throws IOException {
        LabState lab = new StateFile(labHome.state())
                .readRunning()
                .filter(LabState::ready)
                .orElseThrow(() -> new LabException("No lab runs in " + labHome.home()
                        + ", or it is not ready yet.\nStart it with: ./signalbox up -d"));
        return Verification.of(labHome, lab, new LocalBackends(new Ports(lab.portOffset())));
    }

    private static Verification compose(LabHome labHome) throws IOException {
        ComposeFile compose = ComposeFile.read(labHome.root());
        URI front = compose.published("front:8080");
        if (!Health.of(front.resolve("/api/quotes")).isOk()) {
            throw new LabException("There is no front-service at " + front
                    + ", or it is not well.\nStart the stack with: docker compose up -d --wait");
        }
        return Verification.ofCompose(labHome, compose);
    }

    private Report report(Verification verification) {
        try {
            return new Report(verification.place().name(), dashboards ? verification.dashboards() : verification.run());
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
