package dev.signalbox.load;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;

/**
 * Where the load goes and how much of it there is, from {@code -D} system properties of the command line.
 *
 * @param baseUrl front-service's address, {@code -Dtarget} (default {@code http://localhost:8080})
 * @param rate new visitors or requests per second, as the simulation says, {@code -Drate}
 * @param users accounts that take part, {@code -Dusers}
 * @param duration how long, {@code -Dfor}, in ISO-8601 ({@code PT30S})
 */
record Target(String baseUrl, double rate, int users, Duration duration) {

    /** Reads the command line; a simulation passes the defaults that make its situation. */
    static Target fromCommandLine(double defaultRate, int defaultUsers, Duration defaultDuration) {
        return new Target(
                System.getProperty("target", "http://localhost:8080"),
                Double.parseDouble(System.getProperty("rate", Double.toString(defaultRate))),
                Integer.getInteger("users", defaultUsers),
                Duration.parse(System.getProperty("for", defaultDuration.toString())));
    }

    /** The HTTP settings of a simulation, whose name goes into the User-Agent so that its load is visible in the traces. */
    HttpProtocolBuilder protocol(Class<?> simulation) {
        return http.baseUrl(baseUrl)
                .acceptHeader("application/json")
                .userAgentHeader("signalbox-load/" + simulation.getSimpleName())
                .shareConnections();
    }
}
