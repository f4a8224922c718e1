package dev.signalbox.lab.drill;

import dev.signalbox.lab.against.AgainstOption;
import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.console.UnknownNameException;
import dev.signalbox.lab.home.HomeOption;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.LockFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox drill}: breaks something, and proves that its alert is told of once, and once that it is over. */
@Command(
        name = "drill",
        description = "Breaks something in the running lab, proves that each channel is told of it exactly once, mends"
                + " it, and proves that each is told once that it is over. Exit code 0 only if all held.",
        mixinStandardHelpOptions = true)
public final class DrillCommand implements Callable<Integer> {

    private static final int NAME_WIDTH = 30;
    private static final int TIME_WIDTH = 9;
    private static final int TEXT_WIDTH = 90;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Mixin
    private AgainstOption against;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "One or more of those that `signalbox drill list` shows. Those that do not disturb each other"
                    + " run side by side.")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (names.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Say which: a NAME, list or all.");
        }
        Drills drills = Drills.of(against.get());
        for (String name : names) {
            if (!drills.names().contains(name)) {
                throw new UnknownNameException(spec, "drill", name, drills.names());
            }
        }
        return run(home.get(), against, drills.only(names));
    }

    /** Shows all drills. */
    @Command(
            name = "list",
            description = "Shows every drill, how long it takes, and what it teaches.",
            mixinStandardHelpOptions = true)
    int list(@Mixin AgainstOption which) {
        TextTable table = table(new Column(NAME_WIDTH, 0, Overflow.SPAN), new Column(TIME_WIDTH, 0, Overflow.SPAN));
        for (Drill drill : Drills.of(which.get()).all()) {
            table.addRowValues(drill.name(), Console.seconds(drill.about()), drill.teaches());
        }
        Console.of(spec).raw(table.toString());
        return 0;
    }

    /** Runs all drills. */
    @Command(
            name = "all",
            description = "Runs every drill, those that do not disturb each other side by side.",
            mixinStandardHelpOptions = true)
    int all(@Mixin HomeOption where, @Mixin AgainstOption which) throws IOException, InterruptedException {
        return run(where.get(), which, Drills.of(which.get()));
    }

    private int run(LabHome labHome, AgainstOption which, Drills drills) throws IOException, InterruptedException {
        DrilledLab lab = DrilledLab.of(which.running(labHome));
        return LockFile.holdingUnlessHeld(labHome.drillLock(), () -> anotherDrillRuns(labHome), () -> run(lab, drills));
    }

    /** What one breaks, the other would take for its own, or for something that is not calm. */
    private static LabException anotherDrillRuns(LabHome labHome) {
        return new LabException("Another drill runs in the lab in " + labHome.home()
                + ".\nWait for its end, or end it with Ctrl-C where it was started.");
    }

    private int run(DrilledLab lab, Drills drills) throws IOException, InterruptedException {
        Console console = Console.of(spec);
        List<Outcome> outcomes = new ArrayList<>();
        Instant begun = Instant.now();
        Disturbances disturbances = lab.disturbances();
        Thread onSignal = new Thread(() -> {
            console.note("Interrupted; mending what is broken.");
            disturbances.endForGood();
        });
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            TimeLine timeLine = new TimeLine(console);
            for (List<Drill> round : drills.rounds()) {
                outcomes.addAll(
                        new Round(lab.calm(), lab.backends(), disturbances, Patience.USUAL, timeLine).run(round));
            }
        } finally {
            disturbances.endForGood();
            Runtime.getRuntime().removeShutdownHook(onSignal);
        }
        if (outcomes.size() > 1) {
            console.line("");
            console.raw(summary(outcomes));
            console.line("In all " + Console.seconds(Duration.between(begun, Instant.now())) + ".");
        }
        return outcomes.stream().allMatch(Outcome::isPassed) ? 0 : 1;
    }

    private String summary(List<Outcome> outcomes) {
        TextTable table = table(
                new Column(NAME_WIDTH, 0, Overflow.SPAN),
                new Column(TIME_WIDTH, 0, Overflow.SPAN),
                new Column(TIME_WIDTH, 0, Overflow.SPAN));
        for (Outcome outcome : outcomes) {
            table.addRowValues(
                    outcome.drill().name(),
                    outcome.isPassed() ? "passed" : "FAILED",
                    Console.seconds(outcome.took()),
                    outcome.failure()
                            .orElseGet(() -> outcome.drill().expected().stream()
                                    .map(Expected::toString)
                                    .collect(Collectors.joining(", "))));
        }
        return table.toString();
    }

    /** The given columns, and a wide one. */
    private TextTable table(Column... columns) {
        List<Column> all = new ArrayList<>(List.of(columns));
        all.add(new Column(TEXT_WIDTH, 0, Overflow.WRAP));
        return TextTable.forColumns(spec.commandLine().getColorScheme(), all.toArray(Column[]::new));
    }
}
