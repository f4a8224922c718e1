package dev.signalbox.load;

import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;

/**
 * An attack: a common password is tried on one account after the other, then the next password, so that no account sees
 * many attempts. Every answer should be a refusal: 401, or 429 once auth-service has had enough of this address (which is
 * then also that of everybody else on this machine).
 *
 * <p>{@code -Drate} is attempts per second, {@code -Dusers} the number of accounts; few of them exist.
 */
public class PasswordSpray extends Simulation {

    private final Target target = Target.of(PasswordSpray.class);
    private final Visit visit = new Visit(target);

    private final ScenarioBuilder attackers =
            scenario("attackers").feed(Data.sprayed(target.users())).exec(visit.guessedPassword());

    {
        setUp(attackers.injectOpen(target.steadily()))
                .protocols(target.tracedProtocol())
                .maxDuration(target.duration())
                .assertions(global().failedRequests().percent().lt(1.0));
    }
}
