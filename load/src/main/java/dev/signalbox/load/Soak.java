package dev.signalbox.load;

import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;

/**
 * Whole visits, from signing in to signing out, at a moderate rate for an hour or a night: what shows only then is what
 * grows, leaks or fills up.
 *
 * <p>{@code -Drate} is visitors per second. Each signs in, and auth-service can check some twenty passwords per second.
 */
public class Soak extends Simulation {

    private final Target target = Target.of(Soak.class);
    private final Visit visit = new Visit(target);

    private final ScenarioBuilder visitors = scenario("visitors")
            .feed(Data.anyOf(new Accounts(target).register()))
            .exec(visit.quotes())
            .exec(visit.fromSignInToSignOut());

    {
        setUp(visitors.injectOpen(target.steadily()))
                .protocols(target.tracedProtocol())
                .maxDuration(target.duration())
                .assertions(
                        global().failedRequests().percent().lt(0.1),
                        global().responseTime().percentile(95).lt(1000));
    }
}
