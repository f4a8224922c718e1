package dev.signalbox.lab.prometheus;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.service.ServicePart;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of the two Prometheus. Both scrape the same targets and evaluate the same rules. */
public final class PrometheusPart extends HalfPart {

    private PrometheusPart(LabHome home, Ports ports, FetchedTools tools, Pair.Half half) {
        super(home, ports, tools, Tools.Tool.PROMETHEUS, half);
    }

    public static List<PrometheusPart> pair(LabHome home, Ports ports, FetchedTools tools) {
        return Pair.PROMETHEUS.halves().stream()
                .map(half -> new PrometheusPart(home, ports, tools, half))
                .toList();
    }

    @Override
    public Set<String> after() {
        // Watched from the start, a service that is still starting would count as one that is down.
        return ServicePart.NAMES;
    }

    @Override
    String template() {
        return "prometheus/prometheus-local.yaml";
    }

    @Override
    String linked() {
        return "rules";
    }

    /**
     * Beside the other one's, so that both read their rules by the same path: from a rule's path and name Prometheus
     * derives at which moment of the interval it evaluates it, and an alert is to reach Alertmanager from both at once.
     */
    @Override
    String config() {
        return "prometheus/" + name() + ".yaml";
    }

    @Override
    List<String> arguments() {
        return List.of(
                // A changed rule is taken over with: curl -X POST localhost:9090/-/reload
                "--web.enable-lifecycle",
                "--storage.tsdb.path=" + data(),
                // Whichever comes first; without a bound it is 15 days of any size.
                "--storage.tsdb.retention.time=7d",
                "--storage.tsdb.retention.size=512MB",
                // Exemplars, the way from a metric to a trace, are still off by default, up to 3.x.
                "--enable-feature=exemplar-storage");
    }

    @Override
    public Map<String, String> environment() {
        // Go's collector works harder as the heap gets near this.
        return Map.of("GOMEMLIMIT", "256MiB");
    }
}
