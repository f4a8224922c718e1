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

    private final ScenarioBuilder visitors = scenario("visitors")
            .feed(Data.anyOf(new Accounts(target).signIn()))
            .exec(randomSwitch()
                    .on(
                            percent(30).then(exec(Visit.quotes()).exec(Visit.quote())),
                            percent(30).then(Visit.trade()),
                            percent(20)
                                    .then(exec(Visit.portfolio())
                                            .exec(Visit.orders())
                                            .exec(Visit.activity())),
                            percent(10).then(Visit.fromSignInToSignOut()),
                            percent(2).then(Visit.mistypedPassword()),
                            percent(4).then(Visit.mistypedSymbol()),
                            percent(2).then(Visit.foreignOrder()),
                            percent(2).then(Visit.portfolioOfNobody())));

    {
        setUp(visitors.injectOpen(target.steadily()))
                .protocols(target.tracedProtocol())
                .maxDuration(target.duration())
                .assertions(global().failedRequests().percent().lt(50.0));
    }
}
