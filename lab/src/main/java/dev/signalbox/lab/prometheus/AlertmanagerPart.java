package dev.signalbox.lab.prometheus;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.process.Part;
import dev.signalbox.lab.process.PartUnavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the two Alertmanagers. They tell each other what was sent, so that one notification goes out, not two. */
public final class AlertmanagerPart implements Part {

    private final LabHome home;
    private final Ports ports;
    private final FetchedTools tools;
    private final int number;
    private final int wellKnownPort;
    private final int clusterPort;
    private final int otherClusterPort;

    private AlertmanagerPart(
            LabHome home,
            Ports ports,
            FetchedTools tools,
            int number,
            int wellKnownPort,
            int clusterPort,
            int otherClusterPort) {
        this.home = home;
        this.ports = ports;
        this.tools = tools;
        this.number = number;
        this.wellKnownPort = wellKnownPort;
        this.clusterPort = clusterPort;
        this.otherClusterPort = otherClusterPort;
    }

    public static List<AlertmanagerPart> pair(LabHome home, Ports ports, FetchedTools tools) {
        int first = Ports.ALERTMANAGER_1_CLUSTER;
        int second = Ports.ALERTMANAGER_2_CLUSTER;
        return List.of(
                new AlertmanagerPart(home, ports, tools, 1, Ports.ALERTMANAGER_1, first, second),
                new AlertmanagerPart(home, ports, tools, 2, Ports.ALERTMANAGER_2, second, first));
    }

    @Override
    public String name() {
        return "alertmanager-" + number;
    }

    @Override
    public List<Integer> ports() {
        return List.of(ports.of(wellKnownPort), ports.of(clusterPort));
    }

    private Path directory() {
        return home.home().resolve(name());
    }

    private Path config() {
        return directory().resolve("alertmanager.yaml");
    }

    @Override
    public void prepare() throws PartUnavailable, IOException, InterruptedException {
        tools.await();
        ServerConfig.render(
                home.observability().resolve("alertmanager/alertmanager.yaml"),
                config(),
                ports,
                String.valueOf(number),
                "templates");
    }

    @Override
    public List<String> command() {
        String cluster = "127.0.0.1:" + ports.of(clusterPort);
        return List.of(
                tools.path(Tools.Tool.ALERTMANAGER),
                "--config.file=" + config(),
                "--web.listen-address=127.0.0.1:" + ports.of(wellKnownPort),
                "--web.external-url=" + ports.link(wellKnownPort),
                "--storage.path=" + directory().resolve("data"),
                "--data.retention=24h",
                "--cluster.listen-address=" + cluster,
                // Left to itself it looks for a private address, and a laptop without network has none.
                "--cluster.advertise-address=" + cluster,
                "--cluster.peer=127.0.0.1:" + ports.of(otherClusterPort),
                // The default is as long as a group's interval in this lab; alertmanager.yaml says what came of that.
                "--cluster.peer-timeout=3s",
                "--log.level=warn");
    }

    @Override
    public Optional<Path> workingDirectory() {
        return tools.workingDirectory();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("GOMEMLIMIT", "64MiB");
    }

    @Override
    public URI health() {
        return ports.http(wellKnownPort).resolve("/-/ready");
    }
}
