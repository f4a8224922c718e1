package dev.signalbox.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;

/**
 * The market opens. An open model: visitors come whether or not those before them have been served, first a tenth of the
 * rate, after a third of the time all of it, until the end.
 *
 * <p>{@code -Drate} is visitors per second; each looks, buys, sells and looks again.
 */
public class Rush extends Simulation {

    private final Target target = Target.of(Rush.class);
    private final Visit visit = new Visit(target);

    private final ScenarioBuilder traders =
            scenario("traders").feed(Data.anyOf(new Accounts(target).signIn())).exec(visit.trade());

    {
        setUp(traders.injectOpen(
                        rampUsersPerSec(target.rate() / 10).to(target.rate()).during(target.part(1 / 3.0)),
                        constantUsersPerSec(target.rate())
                                .during(target.part(2 / 3.0))
                                .randomized()))
                .protocols(target.tracedProtocol())
                .maxDuration(target.duration())
                .assertions(
                        global().failedRequests().percent().lt(1.0),
                        global().responseTime().percentile(95).lt(1000));
    }
}
