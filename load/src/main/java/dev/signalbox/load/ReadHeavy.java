package dev.signalbox.load;

import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * Readers: five requests that change nothing, and one visitor in twenty who trades after all. Caches, queries and the
 * size of answers show here.
 *
 * <p>{@code -Drate} is visitors per second.
 */
public class ReadHeavy extends Simulation {

    private static final Duration AT_MOST = Duration.ofSeconds(1);

    private final Target target = Target.of(ReadHeavy.class);
    private final Visit visit = new Visit(target);

    private final ScenarioBuilder readers = scenario("readers")
            .feed(Data.anyOf(new Accounts(target).signIn()))
            .exec(visit.quotes())
            .pause(Duration.ZERO, AT_MOST)
            .exec(visit.quote())
            .exec(visit.portfolio())
            .pause(Duration.ZERO, AT_MOST)
            .exec(visit.orders())
            .exec(visit.activity())
            .exec(randomSwitch().on(percent(5).then(visit.roundTrip())));

    {
        setUp(readers.injectOpen(target.steadily()))
                .protocols(target.tracedProtocol())
                .maxDuration(target.duration())
                .assertions(
                        global().failedRequests().percent().lt(1.0),
                        global().responseTime().percentile(95).lt(1000));
    }
}
