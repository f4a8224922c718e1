package dev.signalbox.common.telemetry;

import org.springframework.http.server.reactive.ServerHttpRequest;

/** Requests to Spring's actuator: somebody asks for a service's health every few seconds, and no telemetry tells of it. */
final class HealthChecks {

    private HealthChecks() {}

    static boolean isOne(ServerHttpRequest request) {
        return request.getPath().value().startsWith("/actuator");
    }
}
