package dev.signalbox.lab.prometheus;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.process.Part;
import dev.signalbox.lab.process.PartUnavailable;
import dev.signalbox.lab.service.ServicePart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One of the two Prometheus. Both scrape the same targets and evaluate the same rules. */
public final class PrometheusPart implements Part {

    private final LabHome home;
    private final Ports ports;
    private final FetchedTools tools;
    private final int number;
    private final int wellKnownPort;

    private PrometheusPart(LabHome home, Ports ports, FetchedTools tools, int number, int wellKnownPort) {
        this.home = home;
        this.ports = ports;
        this.tools = tools;
        this.number = number;
        this.wellKnownPort = wellKnownPort;
    }

    public static List<PrometheusPart> pair(LabHome home, Ports ports, FetchedTools tools) {
        return List.of(
                new PrometheusPart(home, ports, tools, 1, Ports.PROMETHEUS_1),
                new PrometheusPart(home, ports, tools, 2, Ports.PROMETHEUS_2));
    }

    @Override
    public String name() {
        return "prometheus-" + number;
    }

    @Override
    public List<Integer> ports() {
        return List.of(ports.of(wellKnownPort));
    }

    @Override
    public Set<String> after() {
        // Watched from the start, a service that is still starting would count as one that is down.
        return ServicePart.NAMES;
    }

    private Path directory() {
        return home.home().resolve(name());
    }

    /**
     * Beside the other one's, so that both read their rules by the same path: from a rule's path and name Prometheus
     * derives at which moment of the interval it evaluates it, and an alert is to reach Alertmanager from both at once.
     */
    private Path config() {
        return home.home().resolve("prometheus").resolve(name() + ".yaml");
    }

    @Override
    public void prepare() throws PartUnavailable, IOException, InterruptedException {
        tools.await();
        ServerConfig.render(
                home.observability().resolve("prometheus/prometheus-local.yaml"),
                config(),
                ports,
                String.valueOf(number),
                "rules");
    }

    @Override
    public List<String> command() {
        return List.of(
                tools.path(Tools.Tool.PROMETHEUS),
                "--config.file=" + config(),
                "--web.listen-address=127.0.0.1:" + ports.of(wellKnownPort),
                // What links in alerts lead to.
                "--web.external-url=" + ports.link(wellKnownPort),
                // A changed rule is taken over with: curl -X POST localhost:9090/-/reload
                "--web.enable-lifecycle",
                "--storage.tsdb.path=" + directory().resolve("data"),
                // Whichever comes first; without a bound it is 15 days of any size.
                "--storage.tsdb.retention.time=7d",
                "--storage.tsdb.retention.size=512MB",
                // Exemplars, the way from a metric to a trace, are still off by default, up to 3.x.
                "--enable-feature=exemplar-storage",
                "--log.level=warn");
    }

    @Override
    public Optional<Path> workingDirectory() {
        return tools.workingDirectory();
    }

    @Override
    public Map<String, String> environment() {
        // Go's collector works harder as the heap gets near this.
        return Map.of("GOMEMLIMIT", "256MiB");
    }

    @Override
    public URI health() {
        return ports.http(wellKnownPort).resolve("/-/ready");
    }
}
