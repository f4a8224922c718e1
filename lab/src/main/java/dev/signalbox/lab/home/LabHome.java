package dev.signalbox.lab.home;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where everything lies. What is made once per checkout (the jars that run, programs that were fetched) is kept under
 * {@code root}; what belongs to one lab (its database, logs and faults) under {@code home}, so that two labs can run
 * from one checkout.
 *
 * @param root the checkout
 * @param home the state of this lab, {@code .signalbox} in the checkout unless told otherwise
 */
public record LabHome(Path root, Path home) {

    /**
     * @param root the checkout
     * @param home the lab's state, or null for {@code .signalbox} in the checkout
     */
    public static LabHome of(Path root, Path home) {
        Path checkout = root.toAbsolutePath().normalize();
        return new LabHome(
                checkout,
                home == null
                        ? checkout.resolve(".signalbox")
                        : home.toAbsolutePath().normalize());
    }

    /** The copy of a program that runs, for example {@code pager}; Maven may build again meanwhile. */
    public Path program(String name) {
        return root.resolve(".signalbox/programs").resolve(name).resolve(name + ".jar");
    }

    /** The copy of an agent, or of what extends it, for example {@code pyroscope-otel}. */
    public Path agent(String name) {
        return root.resolve(".signalbox/programs/agents").resolve(name + ".jar");
    }

    /** Programs that are not Java: unpacked PostgreSQL, fetched Prometheus and Alertmanager. */
    public Path tools() {
        return root.resolve(".signalbox/tools");
    }

    /** Configuration of the observability stack, as it is in Git. */
    public Path observability() {
        return root.resolve("observability");
    }

    /** What load there is, as it is in Git. */
    public Path simulations() {
        return root.resolve("load/src/main/resources/simulations.json");
    }

    /** Gatling's reports. */
    public Path loadResults() {
        return root.resolve("load/results");
    }

    /** Where Gatling writes for loads whose reports nobody asked for: those of drills, benchmarks and the background. */
    public Path load() {
        return home.resolve("load");
    }

    /** The lab's passwords, and what else it shares with Docker Compose. */
    public Path env() {
        return root.resolve(".env");
    }

    /** Where its JVMs unpack libraries and the like; emptied at each start, because one that is killed leaves them. */
    public Path temporary() {
        return home.resolve("tmp");
    }

    public Path logs() {
        return home.resolve("logs");
    }

    public Path postgres() {
        return home.resolve("postgres");
    }

    /** Of local-backend: spans, log lines and samples. */
    public Path store() {
        return home.resolve("store");
    }

    /** Of pager: its inbox. */
    public Path pager() {
        return home.resolve("pager");
    }

    /** Of a half of a pair, by its name. */
    public Path half(String name) {
        return home.resolve(name);
    }

    /** Each directory that holds what outlives a run, and that a fresh lab begins without. */
    public Set<Path> data() {
        return Stream.concat(
                        Stream.of(postgres(), store(), pager()),
                        Pair.allNames().stream().map(this::half))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The faults that there are, all off, as they are in Git. */
    public Path faultsTemplate() {
        return observability().resolve("faults/faults.json");
    }

    /** The faults of this lab, a copy of the template that {@code fault on} edits. */
    public Path faults() {
        return home.resolve("faults.json");
    }

    public Path state() {
        return home.resolve("state.json");
    }

    /** Held by the supervisor as long as it lives. */
    public Path lock() {
        return home.resolve("lab.lock");
    }

    /** Held by the one drill command that may run at a time. */
    public Path drillLock() {
        return home.resolve("drill.lock");
    }
}
