package dev.signalbox.common.telemetry;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Requests to Spring's actuator: somebody asks for a service's health every few seconds, and no telemetry tells of it. The
 * agent is told so by its extension, whose classes cannot see this one; its test holds them to the same rule.
 */
public final class HealthChecks {

    private static final String ACTUATOR = "/actuator";

    private HealthChecks() {}

    static boolean isOne(ServerHttpRequest request) {
        return isOne(request.getPath().value());
    }

    /**
     * Whether it is one.
     *
     * @param path of the request, without the query
     */
    public static boolean isOne(String path) {
        return path.equals(ACTUATOR) || path.startsWith(ACTUATOR + "/");
    }
}
