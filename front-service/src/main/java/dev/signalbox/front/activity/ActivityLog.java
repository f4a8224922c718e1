package dev.signalbox.front.activity;

import dev.signalbox.common.telemetry.TraceId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Service;
import org.springframework.web.ErrorResponse;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/**
 * Writes down what visitors do.
 *
 * <p>What a visitor does never fails because it could not be written down: an order that was booked is booked. A lost
 * entry is logged, with what was in it, and counted in {@code signalbox.activity.lost}.
 */
@Service
public class ActivityLog {

    private static final Logger log = LoggerFactory.getLogger(ActivityLog.class);
    private static final int LONGEST_DETAIL = 300;

    private final ActivityStore store;
    private final ActivityProperties properties;
    private final Clock clock;
    private final Counter lost;

    ActivityLog(ActivityStore store, ActivityProperties properties, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.properties = properties;
        this.clock = clock;
        this.lost = Counter.builder("signalbox.activity.lost")
                .description("Entries of the activity list that could not be written")
                .register(meters);
    }

    /**
     * Does what the visitor asked for, and writes down how it went before the result is passed on.
     *
     * @param account the e-mail address it belongs to
     * @param work what the visitor asked for
     * @param told how to tell of a result; null stands for an empty one. Errors are told by their problem's detail
     */
    public <T> Mono<T> recorded(String account, Action action, Mono<T> work, Function<T, Told> told) {
        return Mono.defer(() -> {
            Instant begin = clock.instant();
            return work.materialize()
                    .flatMap(end -> {
                        Told how = tell(end, told);
                        report(action, how);
                        return write(account, begin, action, how).thenReturn(end);
                    })
                    .dematerialize();
        });
    }

    /**
     * What the account did last, newest first.
     *
     * @param limit at most this many
     */
    public Mono<List<Activity>> newest(String account, int limit) {
        return store.newest(key(account), limit).collectList();
    }

    private static String key(String account) {
        return storable(account).toLowerCase(Locale.ROOT);
    }

    /** PostgreSQL's text holds every character but this one, and an entry is not to be lost for what somebody typed. */
    private static String storable(String text) {
        return text.replace("\0", "");
    }

    private static <T> Told tell(Signal<T> end, Function<T, Told> told) {
        return end.isOnError() ? tell(end.getThrowable()) : told.apply(end.get());
    }

    private static Told tell(Throwable error) {
        if (!(error instanceof ErrorResponse problem)) {
            return new Told(Outcome.FAILED, "");
        }
        HttpStatusCode status = problem.getStatusCode();
        String detail = problem.getBody().getDetail();
        return new Told(status.is4xxClientError() ? Outcome.REJECTED : Outcome.FAILED, detail == null ? "" : detail);
    }

    /** Without account and detail: they hold what people typed. */
    private static void report(Action action, Told told) {
        log.atInfo()
                .addKeyValue("action", action)
                .addKeyValue("outcome", told.outcome())
                .log("{}: {}", action.words(), told.outcome());
    }

    private Mono<Void> write(String account, Instant begin, Action action, Told told) {
        return Mono.defer(() -> {
                    String detail = storable(told.detail());
                    return store.add(
                            key(account),
                            begin,
                            action,
                            new Told(told.outcome(), detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL))),
                            Duration.between(begin, clock.instant()).toMillis(),
                            TraceId.current().orElse(null));
                })
                .timeout(properties.patience())
                .onErrorResume(error -> {
                    lost.increment();
                    log.atWarn()
                            .addKeyValue("action", action)
                            .addKeyValue("outcome", told.outcome())
                            .setCause(error)
                            .log("An entry of the activity list is lost");
                    return Mono.empty();
                });
    }
}
