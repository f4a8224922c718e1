package dev.signalbox.lab.service;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.process.Health;
import dev.signalbox.lab.process.JvmOptions;
import dev.signalbox.lab.process.Part;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What receives and shows the signals: {@code local-backend}. */
public final class BackendPart implements Part {

    private static final int HEAP_MEGABYTES = 384;

    private final LabHome home;
    private final Ports ports;

    public BackendPart(LabHome home, Ports ports) {
        this.home = home;
        this.ports = ports;
    }

    @Override
    public String name() {
        return "local-backend";
    }

    @Override
    public List<Integer> ports() {
        return List.of(
                ports.of(Ports.EXPLORER),
                ports.of(Ports.OTLP_GRPC),
                ports.of(Ports.OTLP_HTTP),
                ports.of(Ports.LOKI),
                ports.of(Ports.PYROSCOPE),
                ports.of(Ports.METRICS));
    }

    @Override
    public List<String> command() throws IOException {
        return JvmOptions.command(JvmOptions.heap(HEAP_MEGABYTES), home, name());
    }

    @Override
    public Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("SERVER_ADDRESS", "127.0.0.1"),
                Map.entry("SERVER_PORT", port(Ports.EXPLORER)),
                Map.entry("SIGNALBOX_PORTS_OTLPGRPC", port(Ports.OTLP_GRPC)),
                Map.entry("SIGNALBOX_PORTS_OTLPHTTP", port(Ports.OTLP_HTTP)),
                Map.entry("SIGNALBOX_PORTS_LOKI", port(Ports.LOKI)),
                Map.entry("SIGNALBOX_PORTS_PYROSCOPE", port(Ports.PYROSCOPE)),
                Map.entry("SIGNALBOX_PORTS_METRICS", port(Ports.METRICS)),
                Map.entry("SIGNALBOX_STORE_PATH", home.store().toString()),
                Map.entry("SIGNALBOX_FAULTS_FILE", home.faults().toString()),
                Map.entry("SIGNALBOX_SERVERS_PROMETHEUS", links(Ports.PROMETHEUS_1, Ports.PROMETHEUS_2)),
                Map.entry("SIGNALBOX_SERVERS_ALERTMANAGER", links(Ports.ALERTMANAGER_1, Ports.ALERTMANAGER_2)),
                Map.entry("SIGNALBOX_SERVERS_PAGER", ports.link(Ports.PAGER)));
    }

    private String links(int first, int second) {
        return ports.link(first) + "," + ports.link(second);
    }

    private String port(int wellKnown) {
        return String.valueOf(ports.of(wellKnown));
    }

    @Override
    public URI health() {
        return ports.http(Ports.EXPLORER).resolve(Health.READINESS);
    }

    @Override
    public boolean isFoundation() {
        return true;
    }
}
