package dev.signalbox.load;

import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * Visitors who take their time, each on a connection of their own that stays open while they think: about 30 connections
 * for each visitor per second, and hardly a request on any of them. A server with a thread for each connection would run
 * out of threads.
 *
 * <p>{@code -Drate} is visitors per second.
 */
public class SlowClients extends Simulation {

    private static final Duration AT_LEAST = Duration.ofSeconds(5);
    private static final Duration AT_MOST = Duration.ofSeconds(15);

    private final Target target = Target.of(SlowClients.class);
    private final Visit visit = new Visit(target);

    private final ScenarioBuilder visitors = scenario("visitors")
            .feed(Data.anyOf(new Accounts(target).signIn()))
            .exec(visit.quotes())
            .pause(AT_LEAST, AT_MOST)
            .exec(visit.portfolio())
            .pause(AT_LEAST, AT_MOST)
            .exec(visit.roundTrip())
            .pause(AT_LEAST, AT_MOST)
            .exec(visit.orders());

    {
        setUp(visitors.injectOpen(target.steadily()))
                .protocols(target.connectionForEachVisitor())
                .maxDuration(target.duration())
                .assertions(
                        global().failedRequests().percent().lt(1.0),
                        global().responseTime().percentile(95).lt(1000));
    }
}
