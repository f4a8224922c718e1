package dev.signalbox.lab.prometheus;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Pair.Half;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.process.Part;
import dev.signalbox.lab.process.PartUnavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One half of a pair of servers that are fetched if need be, and whose configuration is made for this lab. */
abstract class HalfPart implements Part {

    private final LabHome home;
    private final Ports ports;
    private final FetchedTools tools;
    private final Tools.Tool program;
    private final Half half;

    HalfPart(LabHome home, Ports ports, FetchedTools tools, Tools.Tool program, Half half) {
        this.home = home;
        this.ports = ports;
        this.tools = tools;
        this.program = program;
        this.half = half;
    }

    /** The file that its configuration is made from, below {@code observability}. */
    abstract String template();

    /** The directory beside the template that it refers to. */
    abstract String linked();

    /** Where its configuration is put, below the lab's folder. */
    abstract String config();

    /** What is said to it beside what both kinds are told. */
    abstract List<String> arguments();

    @Override
    public String name() {
        return half.name();
    }

    @Override
    public List<Integer> ports() {
        return List.of(ports.of(half.wellKnownPort()));
    }

    /** Where it keeps what it learns. */
    Path data() {
        return data(home, name());
    }

    static Path data(LabHome home, String name) {
        return home.half(name).resolve("data");
    }

    private Path configFile() {
        return home.home().resolve(config());
    }

    @Override
    public void prepare() throws PartUnavailable, IOException, InterruptedException {
        tools.await();
        ServerConfig.render(
                home.observability().resolve(template()), configFile(), ports, String.valueOf(half.number()), linked());
    }

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                tools.path(program),
                "--config.file=" + configFile(),
                "--web.listen-address=127.0.0.1:" + ports.of(half.wellKnownPort()),
                // What links in alerts lead to.
                "--web.external-url=" + ports.link(half.wellKnownPort()),
                "--log.level=warn"));
        command.addAll(arguments());
        return List.copyOf(command);
    }

    @Override
    public Optional<Path> workingDirectory() {
        return tools.workingDirectory();
    }

    @Override
    public URI health() {
        return ports.http(half.wellKnownPort()).resolve("/-/ready");
    }
}
