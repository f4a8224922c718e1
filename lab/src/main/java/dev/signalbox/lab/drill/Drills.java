package dev.signalbox.lab.drill;

import static dev.signalbox.lab.drill.Expected.critical;
import static dev.signalbox.lab.drill.Expected.ofGrafana;
import static dev.signalbox.lab.drill.Expected.warning;

import dev.signalbox.lab.against.Against;
import dev.signalbox.lab.drill.Cause.Attack;
import dev.signalbox.lab.drill.Cause.Fault;
import dev.signalbox.lab.drill.Cause.Frozen;
import dev.signalbox.lab.drill.Freezer.Cure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Drills: one for each fault, one for each fast alert on a service level, and some that take parts of the stack away.
 * (The slow ones of the service levels look back 144 minutes: only their unit tests wait for that.)
 *
 * @param rounds those of a round run side by side, one round after the other
 */
record Drills(List<List<Drill>> rounds) {

    /** Whole visits, so that everything is asked for, and people sign in. */
    private static final Load VISITS = new Load("Trickle", 0.7, 20);

    /** Orders at a rate that every laptop serves. */
    private static final Load ORDERS = new Load("SteadyOrders", 4, 8);

    /** Always six requests under way, however slow they become: the same queue on every machine. */
    private static final Load SIX_AT_ONCE = new Load("SteadyOrders", 0, 6);

    /**
     * The drills of every lab in the rounds in which {@code drill all} runs them. Those of a round run side by side, on
     * the same load: each watches alerts of its own, and none of them changes what another one's rules look at.
     */
    private static final List<List<Drill>> ROUNDS = List.of(
            List.of(
                    drill(
                            "slow-password-hash",
                            "CPU work that one profile shows at once, and a queue before the one thread that does it",
                            new Fault("slow-password-hash"),
                            VISITS,
                            240,
                            warning("PasswordHashingSlow", "auth-service")),
                    drill(
                            "blocking-call-on-event-loop",
                            "everyone waits for one blocking call, no span says why, and the CPU has nothing to do",
                            new Fault("blocking-call-on-event-loop"),
                            VISITS,
                            210,
                            warning("EventLoopBlocked", "auth-service")),
                    drill(
                            "slow-quotes-query",
                            "N+1: a trace with hundreds of equal statements, and no error anywhere",
                            new Fault("slow-quotes-query"),
                            VISITS,
                            210,
                            warning("DatabaseCallsPerRequestHigh", "broker-service")),
                    drill(
                            "lost-trace-context",
                            "what it means when a trace ends where a header was dropped",
                            new Fault("lost-trace-context"),
                            VISITS,
                            210,
                            warning("TraceContextLost", "broker-service")),
                    drill(
                            "metric-cardinality-explosion",
                            "why a request's number must never be a label. The series stay: once in the life of a front-service",
                            new Fault("metric-cardinality-explosion"),
                            VISITS,
                            240,
                            warning("SeriesCountJumps", "front-service"))),
            List.of(
                    drill(
                            "order-errors",
                            "an error budget that burns, in the service that fails and in the one that calls it",
                            new Fault("order-errors"),
                            ORDERS,
                            180,
                            critical("AvailabilityBudgetBurnsFast", "broker-service"),
                            critical("AvailabilityBudgetBurnsFast", "front-service")),
                    drill(
                            "log-storm",
                            "noise that drowns what matters, and fills the storage",
                            new Fault("log-storm"),
                            ORDERS,
                            150,
                            warning("LogVolumeJump", "front-service")),
                    drill(
                            "retry-storm",
                            "how retries multiply the load on the service behind",
                            new Fault("retry-storm"),
                            ORDERS,
                            150,
                            warning("CallsPerRequestHigh", "broker-service")),
                    drill(
                            "password-spray",
                            "an attack that shows in what the business counts, and in no error rate",
                            new Attack(new Load("PasswordSpray", 3, 200)),
                            180,
                            warning("SignInFailuresSurge", "auth-service"))),
            List.of(
                    drill(
                            "session-lock-contention",
                            "a lock in one database makes all three services slow: the latency budget of each burns",
                            new Fault("session-lock-contention"),
                            SIX_AT_ONCE,
                            240,
                            warning("SessionChecksSlow", "auth-service"),
                            critical("LatencyBudgetBurnsFast", "front-service"),
                            critical("LatencyBudgetBurnsFast", "broker-service")),
                    drill(
                            "negative-price-data",
                            "all is green, and wrong: only a metric of the business sees it",
                            new Fault("negative-price-data"),
                            SIX_AT_ONCE,
                            150,
                            critical("QuotePriceNotPositive", "broker-service"))),
            List.of(drill(
                    "memory-leak",
                    "what a collection leaves tells of a leak, what is in use does not",
                    new Fault("memory-leak"),
                    ORDERS,
                    150,
                    critical("HeapNearlyFull", "broker-service"))),
            List.of(
                    drill(
                            "service-down",
                            "one alert for the service that is gone, and silence from those that only follow",
                            new Frozen(Victim.AUTH_SERVICE, Cure.THAW),
                            150,
                            critical("ServiceDown", "auth-service")),
                    drill(
                            "connection-pool-starvation",
                            "a pool that runs dry is seen before anybody waits",
                            new Fault("connection-pool-starvation"),
                            90,
                            warning("DatabasePoolExhausted", "broker-service"))),
            List.of(
                    drill(
                            "prometheus-half-down",
                            "half of a pair is gone, the other half sees it and tells it",
                            new Frozen(Victim.PROMETHEUS_2, Cure.THAW),
                            90,
                            warning("PairHalfDown", "prometheus")),
                    drill(
                            "alertmanager-half-down",
                            "half of the cluster is gone, and still everything is told, and told once",
                            // Thawed, it would tell what it had meant to tell before it has heard what was told since.
                            new Frozen(Victim.ALERTMANAGER_2, Cure.RESTART),
                            90,
                            warning("PairHalfDown", "alertmanager"))),
            List.of(drill(
                    "telemetry-down",
                    "when nothing is heard of the services, that is the alarm, and not that all of them are down",
                    new Frozen(Victim.TELEMETRY, Cure.THAW),
                    90,
                    critical("TelemetryPipelineDown", "telemetry"))));

    /** The rounds that a lab with Grafana has besides. */
    private static final List<List<Drill>> OF_GRAFANA = List.of(List.of(drill(
            "grafana-error-logs",
            "a rule that asks the logs, evaluated by two Grafanas, and told by one",
            new Fault("order-errors"),
            ORDERS,
            240,
            ofGrafana("ErrorLogs", "broker-service"))));

    /** All that there are for a kind of lab. */
    static Drills of(Against lab) {
        return new Drills(
                switch (lab) {
                    case LOCAL -> ROUNDS;
                    case COMPOSE ->
                        Stream.of(ROUNDS, OF_GRAFANA).flatMap(List::stream).toList();
                });
    }

    /** In the order of the rounds. */
    List<Drill> all() {
        return rounds.stream().flatMap(List::stream).toList();
    }

    List<String> names() {
        return all().stream().map(Drill::name).toList();
    }

    /** Those of these names. */
    Drills only(Collection<String> names) {
        return new Drills(rounds.stream()
                .map(round -> round.stream()
                        .filter(drill -> names.contains(drill.name()))
                        .toList())
                .filter(round -> !round.isEmpty())
                .toList());
    }

    private static Drill drill(
            String name, String teaches, Cause cause, Load load, int aboutSeconds, Expected... expected) {
        return new Drill(name, teaches, cause, Optional.of(load), List.of(expected), Duration.ofSeconds(aboutSeconds));
    }

    private static Drill drill(String name, String teaches, Cause cause, int aboutSeconds, Expected... expected) {
        return new Drill(name, teaches, cause, Optional.empty(), List.of(expected), Duration.ofSeconds(aboutSeconds));
    }
}
