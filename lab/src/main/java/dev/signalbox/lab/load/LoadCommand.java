package dev.signalbox.lab.load;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.console.Time;
import dev.signalbox.lab.home.HomeOption;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.load.Simulations.Simulation;
import dev.signalbox.lab.process.Health;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox load}: visitors for a running lab. */
@Command(
        name = "load",
        description = "Sends a simulation's visitors to the running lab, shows how it goes, and keeps Gatling's report."
                + " Exit code 1 if what the simulation asserts did not hold.",
        mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {

    private static final String LIST = "list";
    private static final double MAX_RATE = 10_000;
    private static final int MAX_USERS = 10_000;

    private static final int NAME_WIDTH = 15;
    private static final int USUAL_WIDTH = 26;
    private static final int ABOUT_WIDTH = 76;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            defaultValue = LIST,
            description = "A simulation; without a name, or with the name list, all are shown.")
    private String name;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "How many visitors, orders or attempts per second. Default: see the list.")
    private Double rate;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Time.class,
            description = "How long: 90s, 5m, 1h30m. Default: see the list.")
    private Duration duration;

    @Option(names = "--users", paramLabel = "N", description = "How many different accounts take part.")
    private Integer users;

    @Option(
            names = "--target",
            paramLabel = "URL",
            description =
                    "Address of front-service, for docker compose http://localhost:8080. Default: the running lab's.")
    private URI target;

    @Option(
            names = "--allow-public",
            description = "Let --target be an address of the internet. Only ever load what is yours.")
    private boolean allowPublic;

    @Option(names = "--results", paramLabel = "DIR", description = "Where reports are kept. Default: load/results.")
    private Path results;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LabHome labHome = home.get();
        Simulations simulations = Simulations.of(labHome);
        if (name.equals(LIST)) {
            list(simulations);
            return 0;
        }
        Simulation simulation = simulations.get(name, spec);
        checkNumbers();
        URI front = target == null ? frontOfRunningLab(labHome) : target;
        LoadTarget.objection(front, allowPublic).ifPresent(objection -> {
            throw calledWrongly(objection);
        });
        LoadPlan plan = LoadPlan.of(simulation.name(), front);
        plan = rate == null ? plan : plan.withRate(rate);
        plan = users == null ? plan : plan.withUsers(users);
        plan = duration == null ? plan : plan.lasting(duration);
        return run(labHome, plan, simulation);
    }

    private void list(Simulations simulations) {
        TextTable table = TextTable.forColumns(
                spec.commandLine().getColorScheme(),
                new Column(NAME_WIDTH, 0, Overflow.SPAN),
                new Column(USUAL_WIDTH, 0, Overflow.SPAN),
                new Column(ABOUT_WIDTH, 0, Overflow.WRAP));
        for (Simulation simulation : simulations.all()) {
            table.addRowValues(simulation.name(), usual(simulation), simulation.about());
        }
        Console.of(spec).raw(table.toString());
    }

    private static String usual(Simulation simulation) {
        String rate = String.format(Locale.ROOT, "%s %s/s", plain(simulation.rate()), simulation.of());
        return isEndless(simulation.duration()) ? rate : rate + ", " + Console.seconds(simulation.duration());
    }

    private static boolean isEndless(Duration duration) {
        return duration.toDays() > 1;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    private void checkNumbers() {
        if (rate != null && !(rate > 0 && rate <= MAX_RATE)) {
            throw calledWrongly("--rate must be more than 0 and at most " + plain(MAX_RATE) + ", not " + rate + ".");
        }
        if (users != null && !(users > 0 && users <= MAX_USERS)) {
            throw calledWrongly("--users must be 1 to " + MAX_USERS + ", not " + users + ".");
        }
    }

    private static URI frontOfRunningLab(LabHome home) throws IOException {
        LabState lab = StateFile.running(
                home, "say where front-service is; for docker compose: --target http://localhost:8080");
        return new Ports(lab.portOffset()).http(Ports.FRONT);
    }

    private int run(LabHome labHome, LoadPlan plan, Simulation simulation) throws IOException, InterruptedException {
        Console console = Console.of(spec);
        if (!Health.of(plan.target().resolve("/api/quotes")).isOk()) {
            throw new LabException("There is no front-service at " + plan.target()
                    + ", or it is not well.\nLook with ./signalbox status, or at what --target says.");
        }
        Duration lasts = duration == null ? simulation.duration() : duration;
        console.line(plan.simulation() + " on " + plan.target()
                + (isEndless(lasts) ? "" : " for " + Console.seconds(lasts)) + ". Ctrl-C stops it.");
        LiveLine line = new LiveLine(console);
        line.show("its visitors register and sign in ...");
        try (LoadRun run =
                LoadRun.start(labHome, plan, results == null ? labHome.loadResults() : results.toAbsolutePath())) {
            Thread stop = new Thread(() -> stop(run, console));
            Runtime.getRuntime().addShutdownHook(stop);
            line.follow(run, lasts);
            if (run.isStopped()) {
                // By a signal, which ends this process when all has been said.
                new CountDownLatch(1).await();
            }
            int exitCode = report(run, console);
            Runtime.getRuntime().removeShutdownHook(stop);
            return exitCode;
        }
    }

    private static void stop(LoadRun run, Console console) {
        try {
            run.close();
        } catch (IOException e) {
            console.note("What it had written for its report could not be deleted: " + e.getMessage());
        }
        console.line("");
        console.note("Stopped: " + run.progress());
    }

    private static int report(LoadRun run, Console console) throws IOException, InterruptedException {
        LoadResult result = run.finish();
        console.note(String.format(
                Locale.ROOT,
                "%d requests answered as they should, %d not; %.1f per second, p95 %d ms, p99 %d ms",
                result.requests(),
                result.failed(),
                result.requestsPerSecond(),
                result.p95Millis(),
                result.p99Millis()));
        Optional<Path> page = run.report();
        page.ifPresent(path -> console.note("Report: " + path));
        result.brokenPromises().forEach(broken -> console.trouble("did not hold", broken));
        return result.brokenPromises().isEmpty() ? 0 : 1;
    }

    private ParameterException calledWrongly(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
