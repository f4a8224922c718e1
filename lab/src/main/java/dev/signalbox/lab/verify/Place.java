package dev.signalbox.lab.verify;

import dev.signalbox.lab.against.Against;

/**
 * Where a kind of lab has what a person looks at when something of it is missing.
 *
 * @param name of such a lab
 * @param status the command that says how it is
 * @param received what of each signal was received and refused
 * @param openMetrics the metrics as Prometheus fetches them
 * @param serviceMap the service map
 * @param faults the file that says which faults are on
 * @param whole whether it has all servers that there are dashboards and rules for
 */
record Place(
        String name,
        String status,
        String received,
        String openMetrics,
        String serviceMap,
        String faults,
        boolean whole) {

    static final Place LOCAL = new Place(
            "the local lab",
            "./signalbox status",
            "http://localhost:3000/api/ingest",
            "http://localhost:8889/metrics",
            "http://localhost:3000/api/calls",
            "faults.json in the lab's folder",
            false);

    static final Place COMPOSE = new Place(
            "the stack in Docker",
            "docker compose ps",
            "the dashboard \"Telemetry pipeline\"",
            "port 8889 of otel-collector",
            "metrics_generator in observability/tempo/tempo.yaml",
            "observability/faults/faults.json",
            true);

    static Place of(Against kind) {
        return switch (kind) {
            case LOCAL -> LOCAL;
            case COMPOSE -> COMPOSE;
        };
    }
}
