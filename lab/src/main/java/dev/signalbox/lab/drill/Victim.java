package dev.signalbox.lab.drill;

/** A part of a lab that drills take away, by its name in each kind of lab. */
enum Victim {
    AUTH_SERVICE("auth-service", "auth"),
    TELEMETRY("local-backend", "otel-collector"),
    PROMETHEUS_2("prometheus-2", "prometheus-2"),
    ALERTMANAGER_2("alertmanager-2", "alertmanager-2");

    private final String local;
    private final String compose;

    Victim(String local, String compose) {
        this.local = local;
        this.compose = compose;
    }

    /** As {@code signalbox status} calls it. */
    String local() {
        return local;
    }

    /** As {@code compose.yaml} calls it. */
    String compose() {
        return compose;
    }

    @Override
    public String toString() {
        return local.equals(compose) ? local : local + " (in Docker " + compose + ")";
    }
}
