package dev.signalbox.backend.port;

import java.util.Set;
import java.util.function.ToIntFunction;

/** An HTTP port beside the main one, and all that is answered on it. */
public enum Listener {
    OTLP_HTTP(PortSettings::otlpHttp, "/v1/traces", "/v1/metrics"),
    LOKI(PortSettings::loki, "/loki/api/v1/push", "/ready"),
    PYROSCOPE(PortSettings::pyroscope, "/ingest"),
    METRICS(PortSettings::metrics, "/metrics");

    private final ToIntFunction<PortSettings> port;
    private final Set<String> paths;

    Listener(ToIntFunction<PortSettings> port, String... paths) {
        this.port = port;
        this.paths = Set.of(paths);
    }

    int port(PortSettings settings) {
        return port.applyAsInt(settings);
    }

    boolean answers(String path) {
        return paths.contains(path);
    }
}
