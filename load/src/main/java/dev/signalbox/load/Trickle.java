package dev.signalbox.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * The calm background: a few visitors who sign in, look around, and trade, some of them with a slip of the finger. What
 * dashboards show when nothing is wrong.
 *
 * <p>{@code -Drate} is visitors per second.
 */
public class Trickle extends Simulation {

    private final Target target = Target.of(Trickle.class);
    private final Visit visit = new Visit(target);

    private final ScenarioBuilder visitors = scenario("visitors")
            .feed(Data.anyOf(new Accounts(target).register()))
            .exec(visit.quotes())
            .pause(Duration.ofMillis(500), Duration.ofSeconds(3))
            .exec(randomSwitch()
                    .on(
                            percent(92).then(visit.fromSignInToSignOut()),
                            percent(4).then(visit.mistypedPassword()),
                            percent(4)
                                    .then(exec(visit.signIn())
                                            .exec(visit.mistypedSymbol())
                                            .exec(visit.signOut()))));

    {
        // People with browsers: their traces begin in front-service.
        setUp(visitors.injectOpen(target.steadily()))
                .protocols(target.protocol())
                .maxDuration(target.duration())
                .assertions(global().failedRequests().percent().lt(1.0));
    }
}
