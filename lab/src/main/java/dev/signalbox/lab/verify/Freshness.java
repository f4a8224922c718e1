package dev.signalbox.lab.verify;

import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.http.Http.Answer;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.LogLine;
import dev.signalbox.lab.observe.NoAnswerException;
import dev.signalbox.lab.observe.Sample;
import dev.signalbox.lab.observe.Span;
import dev.signalbox.lab.visitor.Trader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * How long it takes from an event until its signals can be found. An event is a sign-in, which makes spans, log lines
 * and profile samples in two services, and the look at an order that does not exist, which nobody else does, so that its
 * counter counts no others.
 */
final class Freshness {

    /** Enough for a 95th percentile. */
    static final int EVENTS = 110;

    /** Spread over several reports of metrics and profiles, so that none is always lucky. */
    private static final Duration PACE = Duration.ofMillis(200);

    /** Of a machine that has too much to do. */
    private static final Duration MADE_WITHIN = Duration.ofMinutes(2);

    /** Who has a part in an event. */
    static final Set<String> SERVICES = Set.of("front-service", "auth-service");

    private static final String LOOKED_UP = "sum(http_server_request_duration_seconds_count{"
            + "service_name=\"front-service\",http_route=\"/api/orders/{id}\",http_response_status_code=\"404\"})";

    private final Backends backends;
    private final Trader trader;
    private final boolean prometheus;
    private final boolean profiler;
    private final Duration patience;
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();

    /**
     * One event.
     *
     * @param number counted from 1
     * @param at when it was answered
     * @param traceId of the sign-in
     */
    record Event(int number, Instant at, String traceId) {}

    /** The events of one signal: those that are not there yet, and how long it took the others. */
    private final class Signal {
        private final String name;
        private final Duration lookEvery;
        private final Predicate<Event> isThere;
        private final List<Duration> times = new CopyOnWriteArrayList<>();
        private int next;
        private final List<Event> pending = new ArrayList<>();
        private volatile boolean overdue;

        Signal(String name, Duration lookEvery, Predicate<Event> isThere) {
            this.name = name;
            this.lookEvery = lookEvery;
            this.isThere = isThere;
        }

        /** Looks once. Called by one thread at a time. */
        void look() {
            events.stream().skip(next).forEach(event -> {
                pending.add(event);
                next++;
            });
            try {
                pending.removeIf(event -> {
                    boolean there = isThere.test(event);
                    if (there) {
                        times.add(Duration.between(event.at(), Instant.now()));
                    }
                    return there;
                });
            } catch (NoAnswerException e) {
                // Asked again at the next look.
            }
            Instant tooOld = Instant.now().minus(patience);
            overdue = pending.stream().anyMatch(event -> event.at().isBefore(tooOld));
        }

        /** Whether it is known how this ends: all events are there, or one of them has not come in time. */
        boolean isDecided() {
            return overdue || times.size() >= events.size();
        }

        Row row() {
            List<Duration> sorted = times.stream().sorted().toList();
            if (sorted.size() < events.size()) {
                return Row.failed(
                        "freshness of " + name,
                        (events.size() - sorted.size()) + " of " + events.size() + ", the first of them for "
                                + Console.seconds(patience),
                        "the rows above: is this signal there at all?");
            }
            return Row.passed(
                    "freshness of " + name,
                    sorted.size() + " events: p50 " + Console.seconds(percentile(sorted, 0.5)) + ", p95 "
                            + Console.seconds(percentile(sorted, 0.95)),
                    percentile(sorted, 0.95));
        }
    }

    /** The smallest time within which a share of all were there ("nearest rank"). */
    static Duration percentile(List<Duration> sorted, double share) {
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    /**
     * @param trader has an account
     * @param patience how long it may take until an event is there
     */
    Freshness(Backends backends, Trader trader, boolean prometheus, boolean profiler, Duration patience) {
        this.backends = backends;
        this.trader = trader;
        this.prometheus = prometheus;
        this.profiler = profiler;
        this.patience = patience;
    }

    /** Makes the events, and waits until they are there, or should be. */
    List<Row> measure() {
        List<Signal> signals = signals();
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(signals.size() + 1);
        try {
            threads.scheduleAtFixedRate(this::happen, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
            signals.forEach(signal -> threads.scheduleWithFixedDelay(
                    signal::look, 0, signal.lookEvery.toMillis(), TimeUnit.MILLISECONDS));
            waitUntil(MADE_WITHIN, () -> events.size() >= EVENTS);
            waitUntil(patience, () -> signals.stream().allMatch(Signal::isDecided));
        } finally {
            threads.shutdownNow();
        }
        return signals.stream().map(Signal::row).toList();
    }

    /** The traces of the events. */
    List<String> traces() {
        return events.stream().map(Event::traceId).toList();
    }

    private static void waitUntil(Duration within, Callable<Boolean> condition) {
        try {
            await().pollInterval(Duration.ofMillis(200)).atMost(within).until(condition);
        } catch (ConditionTimeoutException e) {
            // What is missing is counted.
        }
    }

    private void happen() {
        try {
            if (events.size() < EVENTS) {
                Answer signedIn = trader.signIn();
                Answer lookedUp = trader.order(UUID.randomUUID());
                // One that was not answered as it should be is made up for by the next.
                if (signedIn.status() == 201 && lookedUp.status() == 404) {
                    events.add(new Event(events.size() + 1, Instant.now(), signedIn.traceId()));
                }
            }
        } catch (IOException e) {
            // As above.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Signal> signals() {
        List<Signal> signals = new ArrayList<>(List.of(
                new Signal(
                        "spans",
                        Duration.ofMillis(250),
                        event -> backends.trace(event.traceId()).stream()
                                .filter(Span::isServer)
                                .map(Span::service)
                                .collect(Collectors.toSet())
                                .equals(SERVICES)),
                new Signal(
                        "log lines",
                        Duration.ofMillis(250),
                        event -> backends.logsOfTrace(event.traceId()).stream()
                                .map(LogLine::service)
                                .collect(Collectors.toSet())
                                .equals(SERVICES))));
        if (prometheus) {
            double before = lookedUp();
            signals.add(new Signal("metrics", Duration.ofMillis(500), event -> lookedUp() - before >= event.number()));
        }
        if (profiler) {
            signals.add(new Signal(
                    "profiles",
                    Duration.ofSeconds(1),
                    event -> backends.trace(event.traceId()).stream()
                            .filter(span -> span.name().equals(ProfileLinks.HASH))
                            .anyMatch(span -> backends.samplesOf(span).has(ProfileLinks.HASHING))));
        }
        return signals;
    }

    private double lookedUp() {
        return Sample.sum(backends.query(LOOKED_UP));
    }
}
