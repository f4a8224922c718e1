package dev.signalbox.lab.verify;

import dev.signalbox.lab.http.Http.Answer;
import dev.signalbox.lab.service.ServicePart;
import dev.signalbox.lab.visitor.Trader;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * A new visitor who registers, signs in, trades, and fails at some of it. What is followed begins here.
 *
 * @param begun before the first request
 * @param ended after the last answer
 * @param steps what was done, in order
 * @param order the id of the order that was filled
 */
record Visit(Trader trader, Instant begun, Instant ended, List<Step> steps, String order) {

    private static final Set<String> TO_AUTH = Set.of("front-service", "auth-service");

    /**
     * One request.
     *
     * @param name for a person
     * @param operation the name of its first span
     * @param services those that have a part in answering it
     * @param traceId as its answer said
     */
    record Step(String name, String operation, Set<String> services, String traceId) {

        @Override
        public String toString() {
            return name + " (trace " + traceId + ")";
        }
    }

    /**
     * Pays a visit. On a machine that has too much to do a request may be refused for a while; it is made again.
     *
     * @param front front-service's address
     * @throws org.awaitility.core.ConditionTimeoutException if the desk does not work
     */
    static Visit pay(URI front) {
        Instant begun = Instant.now();
        Trader trader = Trader.newcomer(front);
        List<Step> steps = new ArrayList<>();
        Answer registered = Trader.patiently(trader::register, 201);
        steps.add(new Step("registration", "POST /api/users", TO_AUTH, registered.traceId()));
        steps.add(signIn("mistyped password", trader::mistype, 401));
        // Two at the same time: what belongs to the one must not be found at the other.
        CompletableFuture<Step> other =
                CompletableFuture.supplyAsync(() -> signIn("other sign-in", trader::signIn, 201));
        steps.add(signIn("sign-in", trader::signIn, 201));
        steps.add(other.join());
        Trader.patiently(trader::chooseShare, 200);
        Answer bought = Trader.patiently(trader::buy, 201);
        steps.add(order("order", bought));
        steps.add(order("refused order", Trader.patiently(trader::overreach, 422)));
        return new Visit(
                trader,
                begun,
                Instant.now(),
                List.copyOf(steps),
                bought.json().path("id").asString());
    }

    private static Step signIn(String name, Callable<Answer> request, int status) {
        return new Step(
                name,
                "POST /api/sessions",
                TO_AUTH,
                Trader.patiently(request, status).traceId());
    }

    private static Step order(String name, Answer answer) {
        return new Step(name, "POST /api/orders", ServicePart.NAMES, answer.traceId());
    }

    /** The order that was filled. */
    Step orderStep() {
        return steps.stream()
                .filter(step -> step.name().equals("order"))
                .findFirst()
                .orElseThrow();
    }

    /** The steps in which a password was right, made at the same time. */
    List<Step> signIns() {
        return steps.stream().filter(step -> step.name().endsWith("sign-in")).toList();
    }
}
