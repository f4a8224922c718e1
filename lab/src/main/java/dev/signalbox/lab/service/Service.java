package dev.signalbox.lab.service;

import dev.signalbox.lab.home.Ports;

/** The three services of the story. */
enum Service {
    AUTH("auth", Ports.AUTH, "AUTH_DB_PASSWORD"),
    BROKER("broker", Ports.BROKER, "BROKER_DB_PASSWORD"),
    FRONT("front", Ports.FRONT, "FRONT_DB_PASSWORD");

    private final String database;
    private final int port;
    private final String passwordName;

    Service(String database, int port, String passwordName) {
        this.database = database;
        this.port = port;
        this.passwordName = passwordName;
    }

    String serviceName() {
        return database + "-service";
    }

    String database() {
        return database;
    }

    int wellKnownPort() {
        return port;
    }

    /** The name of its database password in {@code .env}. */
    String passwordName() {
        return passwordName;
    }
}
