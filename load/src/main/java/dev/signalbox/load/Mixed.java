package dev.signalbox.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;

/**
 * Everything that visitors do, each route and each kind of their own mistakes, at once. It is made to run while a fault is
 * on, so that each fault meets requests that it can spoil; and it is content if half of them work.
 *
 * <p>{@code -Drate} is visitors per second. One in ten signs in and out.
 */
public class Mixed extends Simulation {

    private final Target target = Target.of(Mixed.class);
    private final Visit visit = new Visit(target);

    private final ScenarioBuilder visitors = scenario("visitors")
            .feed(Data.anyOf(new Accounts(target).signIn()))
            .exec(randomSwitch()
                    .on(
                            percent(30).then(exec(visit.quotes()).exec(visit.quote())),
                            percent(30).then(visit.trade()),
                            percent(20)
                                    .then(exec(visit.portfolio())
                                            .exec(visit.orders())
                                            .exec(visit.activity())),
                            percent(10).then(visit.fromSignInToSignOut()),
                            percent(2).then(visit.mistypedPassword()),
                            percent(4).then(visit.mistypedSymbol()),
                            percent(2).then(visit.foreignOrder()),
                            percent(2).then(visit.portfolioOfNobody())));

    {
        setUp(visitors.injectOpen(target.steadily()))
                .protocols(target.tracedProtocol())
                .maxDuration(target.duration())
                .assertions(global().failedRequests().percent().lt(50.0));
    }
}
