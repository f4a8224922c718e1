package dev.signalbox.lab.prometheus;

import dev.signalbox.lab.home.LockFile;
import dev.signalbox.lab.home.Trees;
import dev.signalbox.lab.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Prometheus' programs: from PATH, or, on Debian and its children, from the distribution's packages, fetched and
 * unpacked into a directory of our own. Nothing is installed on the system, and no privilege is needed.
 *
 * @param directory where fetched programs are kept
 */
public record Tools(Path directory) {

    /** The packages as Debian and Ubuntu call them. */
    private static final List<String> PACKAGES = List.of("prometheus", "prometheus-alertmanager");

    /** Of what they depend on, these make their pages work in a browser; the rest is for running them as services. */
    private static final String PAGE_PACKAGES = "(libjs|fonts)-[a-z0-9.+-]+";

    /** A program, by the names under which it is found. */
    public enum Tool {
        PROMETHEUS("prometheus"),
        // Debian's name is not upstream's.
        ALERTMANAGER("alertmanager", "prometheus-alertmanager"),
        PROMTOOL("promtool"),
        AMTOOL("amtool");

        private final List<String> names;

        Tool(String... names) {
            this.names = List.of(names);
        }
    }

    /** Where a program is, if it is on PATH or was fetched before. */
    public Optional<Path> find(Tool tool) {
        Stream<Path> directories = Stream.concat(
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                        .filter(entry -> !entry.isBlank())
                        .map(Path::of),
                Stream.of(unpacked().resolve("usr/bin")));
        return directories
                .flatMap(directory -> tool.names.stream().map(directory::resolve))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Whether all of these are there. */
    public boolean have(Collection<Tool> wanted) {
        return wanted.stream().allMatch(tool -> find(tool).isPresent());
    }

    /**
     * Fetches the packages, unless what is wanted is there.
     *
     * @param wanted the programs
     * @param within after this time it gives up
     * @return empty if everything is there now, else why not
     */
    public Optional<String> ensure(Collection<Tool> wanted, Duration within) throws IOException, InterruptedException {
        if (have(wanted)) {
            return Optional.empty();
        }
        // Of two labs that start at once, one fetches.
        return LockFile.holding(
                directory.resolve("fetch.lock"),
                () -> have(wanted) ? Optional.empty() : fetch(Instant.now().plus(within)));
    }

    private Optional<String> fetch(Instant until) throws IOException, InterruptedException {
        Path work = directory.resolve("apt");
        Trees.delete(work);
        Path packages = Files.createDirectories(work.resolve("packages"));
        Files.createDirectories(work.resolve("lists/partial"));
        Files.createDirectories(work.resolve("cache/archives/partial"));
        List<String> options = new ArrayList<>(List.of(
                // Lists and cache of its own, so that any user may and the system does not notice.
                "-oDir::State::lists=" + work.resolve("lists"),
                "-oDir::Cache=" + work.resolve("cache"),
                "-oAcquire::Retries=1",
                "-oAcquire::http::Timeout=10",
                "-oAcquire::https::Timeout=10",
                // Of the lists only the one of packages: no translations, no icons.
                "-oAcquire::Languages=none",
                "-oAcquire::IndexTargets::deb::DEP-11::DefaultEnabled=false",
                "-oAcquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false"));
        if ("root".equals(System.getProperty("user.name"))) {
            // As root, apt would download as the user _apt, who may not write here.
            options.add("-oAPT::Sandbox::User=root");
        }
        // A source that cannot be reached is no reason to give up: the packages may come from another.
        if (apt(until, work, "apt-get", options, List.of("update")).isEmpty()) {
            return Optional.of("apt-get is not there, or took too long to fetch the lists of packages");
        }
        List<String> download = new ArrayList<>(List.of("download"));
        download.addAll(PACKAGES);
        download.addAll(pagePackages(until, work, options));
        Optional<Commands.Result> downloaded = apt(until, packages, "apt-get", options, download);
        if (downloaded.isEmpty() || !downloaded.get().isOk()) {
            return Optional.of("the packages " + String.join(", ", PACKAGES) + " could not be fetched"
                    + downloaded.map(result -> ": " + lastLine(result)).orElse(" in time"));
        }
        return unpack(packages, work.resolve("unpacking"));
    }

    private static List<String> pagePackages(Instant until, Path work, List<String> options)
            throws IOException, InterruptedException {
        List<String> depends = List.of(
                "depends",
                "--recurse",
                "--no-recommends",
                "--no-suggests",
                "--no-conflicts",
                "--no-breaks",
                "--no-replaces",
                "--no-enhances",
                "prometheus");
        return apt(until, work, "apt-cache", options, depends).stream()
                .flatMap(result -> result.output().lines())
                .filter(line -> line.matches(PAGE_PACKAGES))
                .distinct()
                .toList();
    }

    private Optional<String> unpack(Path packages, Path aside) throws IOException, InterruptedException {
        try (Stream<Path> files = Files.list(packages)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".deb")).toList()) {
                Optional<Commands.Result> result = Commands.run(
                        Duration.ofSeconds(30), "dpkg-deb", "--extract", file.toString(), aside.toString());
                if (result.isEmpty() || !result.get().isOk()) {
                    return Optional.of("dpkg-deb could not unpack " + file);
                }
            }
        }
        for (String program : PACKAGES) {
            BuiltInPaths.makeRelative(aside.resolve("usr/bin").resolve(program));
        }
        Files.move(aside, unpacked(), StandardCopyOption.ATOMIC_MOVE);
        Trees.delete(directory.resolve("apt"));
        return Optional.empty();
    }

    /** Where a program that was fetched has to be run, to find its files; empty if that does not matter. */
    public Optional<Path> workingDirectory() {
        return Optional.of(unpacked()).filter(Files::isDirectory);
    }

    private Path unpacked() {
        return directory.resolve("prometheus");
    }

    private static Optional<Commands.Result> apt(
            Instant until, Path directory, String program, List<String> options, List<String> action)
            throws IOException, InterruptedException {
        // apt-get downloads into the current directory.
        List<String> command = new ArrayList<>(List.of("env", "--chdir=" + directory, program, "--quiet"));
        command.addAll(options);
        command.addAll(action);
        return Commands.run(Duration.between(Instant.now(), until), Map.of("LC_ALL", "C"), command);
    }

    private static String lastLine(Commands.Result result) {
        return result.output().lines().reduce((first, second) -> second).orElse("");
    }
}
