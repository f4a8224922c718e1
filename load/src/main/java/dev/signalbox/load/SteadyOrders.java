package dev.signalbox.load;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;

/**
 * Nothing but orders by visitors who are signed in already: what the benchmark measures with.
 *
 * <p>{@code -Drate} is orders per second; {@code -Drate=0} sends as many as {@code -Dusers} visitors get answered, one
 * after the other, which finds the saturation.
 */
public class SteadyOrders extends Simulation {

    private final Target target = Target.of(SteadyOrders.class);
    private final Visit visit = new Visit(target);

    private final ScenarioBuilder traders = scenario("traders")
            .feed(listFeeder(new Accounts(target).signIn()).circular())
            .exec(visit.roundTrip());

    {
        setUp(load())
                .protocols(target.protocol())
                .maxDuration(target.duration())
                .assertions(global().failedRequests().count().is(0L));
    }

    private PopulationBuilder load() {
        return target.rate() == 0
                ? traders.injectClosed(constantConcurrentUsers(target.users()).during(target.duration()))
                : traders.injectOpen(constantUsersPerSec(target.rate() / Visit.ORDERS_OF_A_ROUND_TRIP)
                        .during(target.duration()));
    }
}
