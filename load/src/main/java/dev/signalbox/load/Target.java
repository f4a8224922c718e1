package dev.signalbox.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.http.HttpDsl.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Where the load goes and how much of it there is, from {@code -D} system properties of the command line. What is not
 * said there is as in {@code simulations.json}.
 *
 * @param simulation its name
 * @param baseUrl front-service's address, {@code -Dtarget} (default {@code http://localhost:8080})
 * @param rate new visitors or requests per second, as the simulation says, {@code -Drate}
 * @param users accounts that take part, {@code -Dusers}
 * @param duration how long, {@code -Dfor}, in ISO-8601 ({@code PT30S})
 */
record Target(String simulation, String baseUrl, double rate, int users, Duration duration) {

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if something on it is not what it should be; names it
     * @throws IllegalStateException if {@code simulations.json} does not have the simulation
     */
    static Target of(Class<? extends Simulation> simulation) {
        JsonNode usual = usual(simulation.getSimpleName());
        return new Target(
                simulation.getSimpleName(),
                System.getProperty("target", "http://localhost:8080"),
                read("rate", usual, Double::valueOf, "a number, such as 0.5"),
                read("users", usual, Integer::valueOf, "a whole number, such as 20"),
                read("for", usual, Duration::parse, "a duration in ISO 8601, such as PT30S"));
    }

    private static <T> T read(String property, JsonNode usual, Function<String, T> parse, String wanted) {
        String value = System.getProperty(property, usual.path(property).asText());
        try {
            return parse.apply(value);
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException("-D%s=%s is not %s".formatted(property, value, wanted), e);
        }
    }

    private static JsonNode usual(String simulation) {
        try (InputStream file = Target.class.getResourceAsStream("/simulations.json")) {
            JsonNode all = new ObjectMapper().readTree(file);
            return StreamSupport.stream(all.spliterator(), false)
                    .filter(one -> one.path("name").asText().equals(simulation))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(simulation + " is not in simulations.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The HTTP settings of visitors whose traces begin in front-service, as those of browsers do. */
    HttpProtocolBuilder protocol() {
        return connections().shareConnections();
    }

    /** The HTTP settings of clients that begin the trace themselves, as instrumented programs do. */
    HttpProtocolBuilder tracedProtocol() {
        return begunTrace(protocol());
    }

    /** As {@link #tracedProtocol()}, and each visitor has a connection of their own. */
    HttpProtocolBuilder connectionForEachVisitor() {
        return begunTrace(connections());
    }

    private static HttpProtocolBuilder begunTrace(HttpProtocolBuilder protocol) {
        return protocol.header("traceparent", session -> TraceParent.next());
    }

    private HttpProtocolBuilder connections() {
        return http.baseUrl(baseUrl)
                .acceptHeader("application/json")
                .userAgentHeader(userAgent())
                // Load goes where it was told to, and nowhere else.
                .disableFollowRedirect()
                .transformResponse((response, session) -> {
                    Answer answer = Answer.of(simulation, response);
                    Pulse.answered(answer.millis());
                    LoadMetrics.answered(answer);
                    Waiting.answered(session);
                    return response;
                });
    }

    /** Names the simulation, so that its requests can be found among the traces. */
    String userAgent() {
        return "signalbox-load/" + simulation;
    }

    /** As many new ones each second as the rate says, all the time, and as irregularly as people come. */
    OpenInjectionStep steadily() {
        return constantUsersPerSec(rate).during(duration).randomized();
    }

    /** A part of the duration. */
    Duration part(double share) {
        return Duration.ofMillis(Math.round(duration.toMillis() * share));
    }
}
