package dev.signalbox.lab.observe;

import java.util.Set;

/** An Alertmanager by its HTTP API, version 2. */
record Alertmanager(Server server) {

    Set<Alert> alerts() {
        return Alert.all(
                server.get("/api/v2/alerts"), alert -> alert.path("status").path("state"));
    }
}
