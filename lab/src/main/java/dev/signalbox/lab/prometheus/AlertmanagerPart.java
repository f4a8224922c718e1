package dev.signalbox.lab.prometheus;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.home.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One of the two Alertmanagers. They tell each other what was sent, so that one notification goes out, not two. */
public final class AlertmanagerPart extends HalfPart {

    private final int clusterPort;
    private final int otherClusterPort;

    private AlertmanagerPart(
            LabHome home, Ports ports, FetchedTools tools, Pair.Half half, int clusterPort, int otherClusterPort) {
        super(home, ports, tools, Tools.Tool.ALERTMANAGER, half);
        this.clusterPort = ports.of(clusterPort);
        this.otherClusterPort = ports.of(otherClusterPort);
    }

    public static List<AlertmanagerPart> pair(LabHome home, Ports ports, FetchedTools tools) {
        int first = Ports.ALERTMANAGER_1_CLUSTER;
        int second = Ports.ALERTMANAGER_2_CLUSTER;
        List<Pair.Half> halves = Pair.ALERTMANAGER.halves();
        return List.of(
                new AlertmanagerPart(home, ports, tools, halves.get(0), first, second),
                new AlertmanagerPart(home, ports, tools, halves.get(1), second, first));
    }

    /**
     * Lets both begin without what they told in an earlier run of the lab; silences stay. An alert that fired when the lab
     * was ended would be taken for told when it fires again, for as long as {@code repeat_interval}.
     */
    public static void forgetWhatWasTold(LabHome home) throws IOException {
        for (String name : Pair.ALERTMANAGER.names()) {
            Files.deleteIfExists(data(home, name).resolve("nflog"));
        }
    }

    @Override
    public List<Integer> ports() {
        return Stream.concat(super.ports().stream(), Stream.of(clusterPort)).toList();
    }

    @Override
    String template() {
        return "alertmanager/alertmanager.yaml";
    }

    @Override
    String linked() {
        return "templates";
    }

    @Override
    String config() {
        return name() + "/alertmanager.yaml";
    }

    @Override
    List<String> arguments() {
        String cluster = "127.0.0.1:" + clusterPort;
        return List.of(
                "--storage.path=" + data(),
                "--data.retention=24h",
                "--cluster.listen-address=" + cluster,
                // Left to itself it looks for a private address, and a laptop without network has none.
                "--cluster.advertise-address=" + cluster,
                "--cluster.peer=127.0.0.1:" + otherClusterPort,
                // The default is as long as a group's interval in this lab; alertmanager.yaml says what came of that.
                "--cluster.peer-timeout=3s");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("GOMEMLIMIT", "64MiB");
    }
}
