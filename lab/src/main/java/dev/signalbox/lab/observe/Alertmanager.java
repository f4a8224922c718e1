package dev.signalbox.lab.observe;

import java.util.Set;

/** An Alertmanager by its HTTP API, version 2. */
public record Alertmanager(Server server) {

    /** The alerts that it holds. */
    public Set<Alert> alerts() {
        return Alert.all(
                server.get("/api/v2/alerts"), alert -> alert.path("status").path("state"));
    }
}
