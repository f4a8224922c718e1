package dev.signalbox.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.List;
import java.util.Map;

/**
 * Calm, then ten times as many at once for a sixth of the time, then calm again. What happens in the spike is there to be
 * seen; what is asserted is that the last third of the time is as calm as the first.
 *
 * <p>{@code -Drate} is visitors per second in the spike.
 */
public class Spike extends Simulation {

    private static final String AFTERWARDS = "afterwards";

    private final Target target = Target.of(Spike.class);
    private final Visit visit = new Visit(target);
    private final List<Map<String, Object>> traders = new Accounts(target).signIn();

    {
        double calm = target.rate() / 10;
        setUp(
                        visits("before").injectOpen(constantUsersPerSec(calm).during(target.part(2 / 3.0))),
                        visits("spike")
                                .injectOpen(
                                        nothingFor(target.part(1 / 3.0)),
                                        constantUsersPerSec(target.rate() - calm)
                                                .during(target.part(1 / 6.0))
                                                .randomized()),
                        visits(AFTERWARDS)
                                .injectOpen(
                                        nothingFor(target.part(2 / 3.0)),
                                        constantUsersPerSec(calm).during(target.part(1 / 3.0))))
                .protocols(target.tracedProtocol())
                .maxDuration(target.duration())
                .assertions(
                        details(AFTERWARDS, "GET /api/quotes")
                                .failedRequests()
                                .percent()
                                .lt(1.0),
                        details(AFTERWARDS, "GET /api/quotes")
                                .responseTime()
                                .percentile(95)
                                .lt(1000));
    }

    private ScenarioBuilder visits(String when) {
        return scenario(when).feed(Data.anyOf(traders)).group(when).on(visit.trade());
    }
}
