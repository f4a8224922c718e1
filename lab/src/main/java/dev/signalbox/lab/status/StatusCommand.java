package dev.signalbox.lab.status;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.home.HomeOption;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.process.Health;
import dev.signalbox.lab.process.Memory;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.LabState.PartState;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalbox status}: how each part is. Exit code 0 only if all are well. */
@Command(
        name = "status",
        description = "Shows each part's health, process, port, memory and age. Exit code 1 unless all are well.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    private static final String OK = "ok";

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    /**
     * What is shown of one part.
     *
     * @param residentMegabytes memory that it really occupies, -1 if that cannot be told
     */
    private record Row(PartState part, String health, long residentMegabytes, String age) {}

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        LabHome labHome = home.get();
        Optional<LabState> found = new StateFile(labHome.state()).read();
        if (found.isEmpty()) {
            console.line("No lab runs in " + labHome.home() + ". Start one with ./signalbox up");
            return 1;
        }
        LabState state = found.get();
        boolean supervised = state.supervisor().isAlive();
        if (!supervised) {
            console.line("The supervisor (pid " + state.supervisor().pid() + ") is gone; nothing that dies is started"
                    + " again. Clean up with ./signalbox down");
        } else if (!state.ready()) {
            console.line("The lab is starting.");
        }
        // All are asked at once, so that several that hang do not add up.
        List<Row> rows = state.parts().parallelStream().map(StatusCommand::look).toList();
        console.line(String.format(
                Locale.ROOT,
                "%-16s %-10s %8s %6s %8s %8s %9s",
                "PART",
                "HEALTH",
                "PID",
                "PORT",
                "MEMORY",
                "UP",
                "RESTARTS"));
        for (Row row : rows) {
            console.line(String.format(
                    Locale.ROOT,
                    "%-16s %-10s %8d %6s %8s %8s %9d",
                    row.part().name(),
                    row.health(),
                    row.part().process().pid(),
                    row.part().port() == 0 ? "-" : row.part().port(),
                    row.residentMegabytes() < 0 ? "?" : row.residentMegabytes() + " MB",
                    row.age(),
                    row.part().restarts()));
        }
        long memory = rows.stream()
                .mapToLong(row -> Math.max(0, row.residentMegabytes()))
                .sum();
        console.line("Together " + memory + " MB; services " + (state.agent() ? "with" : "without")
                + " the OpenTelemetry agent; logs in " + labHome.logs());
        boolean allWell = rows.stream().allMatch(row -> row.health().equals(OK));
        return supervised && state.ready() && allWell ? 0 : 1;
    }

    private static Row look(PartState part) {
        Optional<ProcessHandle> process = part.process().find();
        if (process.isEmpty()) {
            return new Row(part, "gone", -1, "-");
        }
        String health = Health.of(part.health()).isOk() ? OK : "not well";
        Duration age = Duration.between(part.process().started(), Instant.now());
        return new Row(
                part, health, Memory.residentMebibytes(part.process().pid()).orElse(-1), Console.seconds(age));
    }
}
