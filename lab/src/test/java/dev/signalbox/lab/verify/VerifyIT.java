package dev.signalbox.lab.verify;

import static dev.signalbox.lab.verify.Contract.ACTIVITY_TO_TRACE;
import static dev.signalbox.lab.verify.Contract.ALERT_TO_PAGES;
import static dev.signalbox.lab.verify.Contract.CALLS_TO_MAP;
import static dev.signalbox.lab.verify.Contract.EXEMPLAR_TO_TRACE;
import static dev.signalbox.lab.verify.Contract.FLAG_TO_EVENT;
import static dev.signalbox.lab.verify.Contract.HEADER_TO_TRACE;
import static dev.signalbox.lab.verify.Contract.LOG_LINE_TO_TRACE;
import static dev.signalbox.lab.verify.Contract.METRIC_TO_ORDERS;
import static dev.signalbox.lab.verify.Contract.SPAN_TO_SAMPLES;
import static dev.signalbox.lab.verify.Contract.TRACE_TO_LOG_LINES;
import static dev.signalbox.lab.verify.Contract.TRACE_TO_METRICS;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.against.TargetLab;
import dev.signalbox.lab.e2e.ForegroundLab;
import dev.signalbox.lab.e2e.Lab;
import dev.signalbox.lab.e2e.Lab.Result;
import dev.signalbox.lab.e2e.SharedLab;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.Exemplar;
import dev.signalbox.lab.observe.LogLine;
import dev.signalbox.lab.observe.Rule;
import dev.signalbox.lab.observe.Sample;
import dev.signalbox.lab.observe.Samples;
import dev.signalbox.lab.observe.Span;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All that is promised of the links between signals holds, with the agent and without. And the check can fail: each of these
 * breakages is caught by the rows that name it, and by no other. A visit is followed once through a lab that is well; then
 * again with servers that have forgotten something.
 */
@ExtendWith(SharedLab.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyIT {

    private static final String METRICS_OF_BROKER = "metrics of broker-service";
    private static final String NO_OTHER_METRIC = "no metric that is not listed";

    /** What servers forget or confuse, and the rows that say so. */
    enum Breakage {
        EXEMPLARS_OFF("exemplarsOf", none -> List.of(), EXEMPLAR_TO_TRACE),
        EXEMPLARS_LEAD_ELSEWHERE(
                "exemplarsOf",
                each((Exemplar it) -> new Exemplar(it.series(), Map.of("trace_id", "0".repeat(32)))),
                EXEMPLAR_TO_TRACE),
        LOG_LINES_NOT_FOUND_BY_TRACE("logsOfTrace", none -> List.of(), TRACE_TO_LOG_LINES),
        TRACE_IDS_CUT_FROM_LOGS(
                "logsOf",
                each((LogLine it) ->
                        new LogLine(it.service(), it.level(), it.message(), "", it.spanId(), it.attributes())),
                LOG_LINE_TO_TRACE),
        LOG_ATTRIBUTE_MISSPELT(
                "logsOf",
                each((LogLine it) -> new LogLine(
                        it.service(),
                        it.level(),
                        it.message(),
                        it.traceId(),
                        it.spanId(),
                        renamed(it.attributes(), "action", "deed"))),
                "log attributes of front-service",
                "no log attribute that is not listed"),
        PROFILE_LABEL_REMOVED("samplesOf", none -> new Samples(Duration.ZERO, Set.of()), SPAN_TO_SAMPLES),
        SAMPLES_OF_ANOTHER_SPAN(
                "samplesOf", none -> new Samples(Duration.ofMillis(10), Set.of("BCrypt.hashpw")), SPAN_TO_SAMPLES),
        TIMER_IN_MILLISECONDS(
                "query",
                each((Sample it) -> it.name().startsWith("order_book_seconds")
                        ? relabelled(it, "__name__", it.name().replace("seconds", "milliseconds"))
                        : it),
                METRICS_OF_BROKER,
                NO_OTHER_METRIC),
        LABEL_RENAMED(
                "query",
                each((Sample it) -> new Sample(renamed(it.labels(), "order_side", "side"), it.value())),
                METRICS_OF_BROKER),
        ROUTE_MISSING_ON_METRICS(
                "query",
                each((Sample it) -> new Sample(renamed(it.labels(), "http_route", "http_path"), it.value())),
                TRACE_TO_METRICS),
        ORDERS_COUNTED_TWICE(
                "query",
                each((Sample it) -> it.labels().isEmpty() ? new Sample(it.labels(), 2 * it.value() + 1) : it),
                METRIC_TO_ORDERS),
        // Its statements have lost their parent.
        SPAN_LOST(
                "trace",
                without((Span it) -> it.name().equals("session.verify")),
                HEADER_TO_TRACE,
                "spans of auth-service"),
        SERVICE_WITHOUT_CONTEXT(
                "trace",
                without((Span it) -> it.service().equals("broker-service")),
                HEADER_TO_TRACE,
                LOG_LINE_TO_TRACE,
                EXEMPLAR_TO_TRACE,
                CALLS_TO_MAP,
                FLAG_TO_EVENT,
                "spans of broker-service"),
        EVENTS_LOST("trace", each((Span it) -> span(it, it.name(), List.of())), FLAG_TO_EVENT, "span events"),
        SPAN_RENAMED(
                "trace",
                each((Span it) -> span(it, it.name().replace("order.price", "order.cost"), it.events())),
                "spans of broker-service",
                "no span that is not listed"),
        MAP_EMPTY("serviceMap", none -> Set.of(), CALLS_TO_MAP),
        NO_PAGES("hasPage", none -> false, ACTIVITY_TO_TRACE, ALERT_TO_PAGES),
        RUNBOOK_GONE(
                "rules",
                each((Rule it) -> new Rule(
                        it.name(),
                        it.alerting(),
                        it.query(),
                        renamed(it.annotations(), "runbook_url", "gone"),
                        it.group(),
                        it.file())),
                ALERT_TO_PAGES);

        private final String question;
        private final Function<Object, Object> change;
        private final Set<String> rows;

        Breakage(String question, Function<Object, Object> change, String... rows) {
            this.question = question;
            this.change = change;
            this.rows = Set.of(rows);
        }

        /** The same servers, but that they answer one question wrongly. */
        Backends of(Backends well) {
            return backends((method, arguments) -> {
                Object answer = method.invoke(well, arguments);
                return method.getName().equals(question) ? change.apply(answer) : answer;
            });
        }

        @SuppressWarnings("unchecked")
        private static <T> Function<Object, Object> each(Function<T, T> change) {
            return answer -> ((Collection<T>) answer).stream().map(change).toList();
        }

        @SuppressWarnings("unchecked")
        private static <T> Function<Object, Object> without(Predicate<T> gone) {
            return answer ->
                    ((Collection<T>) answer).stream().filter(gone.negate()).toList();
        }

        private static Span span(Span like, String name, List<Span.Event> events) {
            return new Span(
                    like.traceId(),
                    like.id(),
                    like.parentId(),
                    like.resource(),
                    name,
                    like.kind(),
                    like.start(),
                    like.duration(),
                    like.attributes(),
                    events);
        }

        private static Sample relabelled(Sample sample, String label, String value) {
            Map<String, String> labels = new HashMap<>(sample.labels());
            labels.put(label, value);
            return new Sample(labels, sample.value());
        }

        private static Map<String, String> renamed(Map<String, String> map, String from, String to) {
            Map<String, String> renamed = new HashMap<>(map);
            if (renamed.containsKey(from)) {
                renamed.put(to, renamed.remove(from));
            }
            return renamed;
        }
    }

    /** What becomes of a question. */
    private interface Answering {
        Object answer(Method question, Object[] arguments) throws ReflectiveOperationException;
    }

    private static Backends backends(Answering answering) {
        return (Backends) Proxy.newProxyInstance(
                Backends.class.getClassLoader(), new Class<?>[] {Backends.class}, (proxy, method, arguments) -> {
                    try {
                        return answering.answer(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Servers that are asked each question once: all breakages are of the same answers. */
    private static Backends askedOnce(Backends real) {
        Map<List<Object>, Object> answers = new HashMap<>();
        return backends((method, arguments) -> {
            List<Object> question = List.of(method, arguments == null ? List.of() : List.of(arguments));
            Object answer = answers.get(question);
            if (answer == null) {
                answer = method.invoke(real, arguments);
                answers.put(question, answer);
            }
            return answer;
        });
    }

    private Lab lab;
    private Result withAgent;
    private Result withoutAgent;
    private Verification well;
    private MetricLinks.Before before;
    private Map<Breakage, Set<String>> caughtBy;

    /**
     * All that waits does so at the same time. All breakages at once: the orders of later visits would be in the database,
     * and not in the answers.
     */
    @BeforeAll
    void verifyBothLabsAndBreakWhatCouldBeFollowed(Lab shared, ForegroundLab foreground) throws Exception {
        lab = shared;
        lab.assumeThatItAlerts();
        CompletableFuture<Result> ofForeground =
                inItsOwnThread(() -> foreground.lab().signalbox("verify"));
        LabHome home = LabHome.of(Path.of(System.getProperty("signalbox.root")), lab.home());
        well = Verification.of(TargetLab.local(home, lab.state()));
        before = well.before();
        Visit visit = Visit.pay(well.lab().front());
        // Not before its exemplars are fetched: those of another visit would take their place.
        follow(only(EXEMPLAR_TO_TRACE, visit), visit);
        CompletableFuture<Result> ofShared = inItsOwnThread(() -> lab.signalbox("verify"));

        assertThat(follow(well.links(before, visit), visit))
                .filteredOn(Row::isFailed)
                .isEmpty();
        withAgent = ofShared.join();
        withoutAgent = ofForeground.join();
        Backends answers = askedOnce(lab.backends());
        caughtBy = Stream.of(Breakage.values())
                .collect(Collectors.toMap(Function.identity(), breakage -> failed(breakage.of(answers), visit)));
    }

    private List<Row> follow(List<Link> links, Visit visit) {
        return well.follower(Duration.ofSeconds(100)).follow(links, visit.ended());
    }

    private List<Link> only(String name, Visit followed) {
        return well.links(before, followed).stream()
                .filter(link -> link.name().equals(name))
                .toList();
    }

    /** The pool that all share may be too small for two that wait, and a visit beside them. */
    private static <T> CompletableFuture<T> inItsOwnThread(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, thread -> new Thread(thread).start());
    }

    @Test
    void everyLinkHoldsWithTheAgent() {
        assertThat(withAgent.exitCode()).as(withAgent.output()).isZero();
        assertThat(withAgent.output()).containsPattern("span -> profile samples +passed");
    }

    @Test
    void everyLinkHoldsWithoutTheAgentButThatToProfiles() {
        assertThat(withoutAgent.exitCode()).as(withoutAgent.output()).isZero();
        assertThat(withoutAgent.output()).containsPattern("span -> profile samples +- ");
    }

    @ParameterizedTest
    @EnumSource
    void isCaughtByTheRowsThatNameIt(Breakage breakage) {
        assertThat(caughtBy.get(breakage)).isEqualTo(breakage.rows);
    }

    @Test
    void aServiceThatReallyLosesTheContextIsCaught() {
        assertThat(lab.signalbox("fault", "on", "lost-trace-context").exitCode())
                .isZero();
        try {
            eventually(lost ->
                    assertThat(lost.followed()).containsPattern("in the trace of the .*, which has spans of \\[.+]"));
        } finally {
            assertThat(lab.signalbox("fault", "off", "all").exitCode()).isZero();
            // Other tests find the lab as it was.
            eventually(kept -> assertThat(kept.isFailed()).as(kept.followed()).isFalse());
        }
    }

    /** The services see a fault within a second, or a little later where there is too much to do. */
    private void eventually(Consumer<Row> whatIsSaidOfTheContext) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            Visit visit = Visit.pay(well.lab().front());
            assertThat(well.follower(Duration.ofSeconds(5)).follow(only(HEADER_TO_TRACE, visit), visit.ended()))
                    .singleElement()
                    .satisfies(whatIsSaidOfTheContext);
        });
    }

    /** The names of the rows that fail at the first look. */
    private Set<String> failed(Backends backends, Visit followed) {
        Verification broken = well.with(backends);
        return broken.follower(Duration.ZERO).follow(broken.links(before, followed), followed.ended()).stream()
                .filter(Row::isFailed)
                .map(Row::name)
                .collect(toUnmodifiableSet());
    }
}
