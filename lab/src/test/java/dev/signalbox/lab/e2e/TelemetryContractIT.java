package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.http.Http;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.Sample;
import dev.signalbox.lab.observe.Span;
import dev.signalbox.lab.observe.TraceSummary;
import dev.signalbox.lab.visitor.Trader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same work in two labs, with the agent and without: what each must tell of it, and that both say it alike. */
@ExtendWith(SharedLab.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryContractIT {

    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(40);

    /** Also what happens only now and then, a collection of garbage for example. */
    private static final Duration EVERYTHING_HAPPENS_WITHIN = Duration.ofMinutes(2);

    private static final List<String> SERVICES = List.of("front-service", "broker-service", "auth-service");

    /** The two ways to make telemetry. */
    enum Way {
        AGENT,
        WITHOUT_AGENT
    }

    /**
     * Not the same in both, as docs/telemetry.md says: Micrometer's maxima of timers that the agent makes itself, the
     * agent's word on its own exports, and what loki4j counts only when something is lost.
     */
    private static final Pattern DIFFERENT =
            Pattern.compile("(http_(server|client)_request|db_client_operation|jvm_gc)_duration_max_seconds"
                    + "|otlp_exporter_.*|processedSpans_total|queueSize_ratio"
                    + "|loki4j_(retry|send)_errors_total");

    private Lab withAgent;
    private Lab withoutAgent;
    private Map<Way, Work> work;

    /**
     * What was done in a lab, by its traces.
     *
     * @param order of a {@code POST /api/orders}
     * @param signIn of a {@code POST /api/sessions}
     */
    private record Work(Backends backends, String order, String signIn) {

        static Work in(Lab lab) throws Exception {
            Trader trader = Trader.register(lab.uri(Ports.FRONT));
            String signIn = trader.signIn().traceId();
            Http.Answer order = trader.buyAtLast();
            assertThat(order.json().path("traceId").asString()).isEqualTo(order.traceId());
            return new Work(lab.backends(), order.traceId(), signIn);
        }

        /** The spans of the order, when all three services have sent theirs. */
        List<Span> orderSpans() {
            return await().atMost(ARRIVES_WITHIN)
                    .ignoreExceptions()
                    .until(
                            () -> backends.trace(order),
                            spans -> spans.stream().anyMatch(span -> span.isRoot())
                                    && servicesOf(spans).containsAll(SERVICES));
        }
    }

    @BeforeAll
    void doTheSameInBoth(Lab shared, ForegroundLab foreground) throws Exception {
        withAgent = shared;
        withoutAgent = foreground.lab();
        work = Map.of(Way.AGENT, Work.in(withAgent), Way.WITHOUT_AGENT, Work.in(withoutAgent));
    }

    @ParameterizedTest
    @EnumSource
    void anOrderIsOneTraceFromTheDeskToEveryStatement(Way way) {
        List<Span> spans = work.get(way).orderSpans();
        Map<String, Span> byId = spans.stream().collect(Collectors.toMap(Span::id, Function.identity()));

        List<Span> roots = spans.stream().filter(span -> span.isRoot()).toList();
        assertThat(roots).singleElement().satisfies(root -> {
            assertThat(root.service()).isEqualTo("front-service");
            assertThat(root.name()).isEqualTo("POST /api/orders");
            assertThat(root.kind()).isEqualTo("SERVER");
        });
        assertThat(spans).allMatch(span -> span.isRoot() || byId.containsKey(span.parentId()));

        Span booking = only(spans, "broker-service", "SERVER", "POST /orders");
        assertThat(byId.get(booking.parentId()).service()).isEqualTo("front-service");
        assertThat(byId.get(booking.parentId()).kind()).isEqualTo("CLIENT");
        Span session = spans.stream()
                .filter(span -> span.service().equals("auth-service")
                        && span.kind().equals("SERVER")
                        && byId.get(span.parentId()).service().equals("broker-service"))
                .findFirst()
                .orElseThrow();
        assertThat(session.name()).isEqualTo("GET /sessions/current");
        assertThat(byId.get(session.parentId()).kind()).isEqualTo("CLIENT");

        assertThat(ancestors(only(spans, "broker-service", "INTERNAL", "order.book"), byId))
                .contains(booking);
        List<String> statements = spans.stream()
                .filter(Span::isSql)
                .map(statement -> in(byId.get(statement.parentId())) + " > " + in(statement))
                .toList();
        assertThat(statements)
                .contains(
                        "front-service POST /api/orders > front-service SELECT activity INSERT activity",
                        "auth-service session.verify > auth-service SELECT sessions users",
                        "broker-service order.price > broker-service SELECT stock",
                        "broker-service order.book > broker-service SELECT portfolio",
                        "broker-service order.book > broker-service INSERT orders",
                        "broker-service order.book > broker-service INSERT execution",
                        "broker-service order.book > broker-service INSERT position",
                        "broker-service order.book > broker-service UPDATE portfolio")
                .allMatch(statement -> statement.matches("front-service POST /api/orders > front-service .*"
                        + "|auth-service session\\.verify > auth-service .*"
                        + "|broker-service order\\.(price|book) > broker-service .*"));
        assertThat(only(spans, "broker-service", "CLIENT", "INSERT orders").attribute("db.query.text"))
                .startsWith("INSERT INTO orders (owner,");
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsTracedThatNobodyAskedFor(Way way) throws Exception {
        work.get(way).orderSpans();
        Backends backends = work.get(way).backends();

        Map<String, String> roots = new TreeMap<>();
        for (TraceSummary trace : backends.traces(Instant.EPOCH)) {
            roots.put(trace.rootOperation(), trace.traceId());
        }

        // No health checks, no migrations, no pushes of logs or profiles, no cleaning up: requests of people, and the
        // little that our own code does unasked.
        assertThat(roots.keySet())
                .isNotEmpty()
                .allMatch(root -> root.matches("(GET|POST|DELETE)( /.*)?|quote\\.tick|order\\.fill|demo\\.account"))
                .noneMatch(root -> root.contains("actuator"));
        // A request that was refused before its route was known has no more than a method for a name.
        for (String method : List.of("GET", "POST", "DELETE")) {
            if (roots.containsKey(method)) {
                assertThat(backends.trace(roots.get(method)))
                        .filteredOn(span -> span.isRoot())
                        .allSatisfy(root -> {
                            assertThat(root.kind()).isEqualTo("SERVER");
                            assertThat(root.attribute("url.path")).doesNotStartWith("/actuator");
                        });
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofThirtyTicksOneIsATrace(Way way) throws Exception {
        Lab lab = way == Way.AGENT ? withAgent : withoutAgent;
        Instant begun = lab.part("broker-service").process().started();
        work.get(way).orderSpans();

        List<TraceSummary> ticks = work.get(way).backends().tracesWith("quote.tick", begun);

        // One every two seconds at most, and the first of each thirty.
        long atMost = 1 + Duration.between(begun, Instant.now()).toSeconds() / (2 * 30);
        assertThat(ticks).hasSizeBetween(1, Math.toIntExact(atMost));
    }

    @Test
    void bothWaysNameTheirSpansAlike() {
        assertThat(names(work.get(Way.WITHOUT_AGENT).orderSpans()))
                .isEqualTo(names(work.get(Way.AGENT).orderSpans()));
    }

    @Test
    void bothWaysNameTheirMetricsAlike() {
        withAgent.assumeThatItAlerts();
        await().atMost(EVERYTHING_HAPPENS_WITHIN)
                .untilAsserted(() -> assertThat(metrics(Way.WITHOUT_AGENT)).isEqualTo(metrics(Way.AGENT)));
    }

    private Set<String> metrics(Way way) throws Exception {
        return work.get(way).backends().query("group by (__name__) ({service_namespace=\"signalbox\"})").stream()
                .map(Sample::name)
                .filter(name -> !DIFFERENT.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(List<Span> spans) {
        return spans.stream()
                .map(span -> span.service() + " " + span.kind() + " " + span.name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> servicesOf(List<Span> spans) {
        return spans.stream().map(Span::service).collect(Collectors.toSet());
    }

    private static String in(Span span) {
        return span.service() + " " + span.name();
    }

    private static Span only(List<Span> spans, String service, String kind, String name) {
        List<Span> found = spans.stream()
                .filter(span -> span.service().equals(service)
                        && span.kind().equals(kind)
                        && span.name().equals(name))
                .toList();
        assertThat(found)
                .as("%s %s %s in %s", service, kind, name, names(spans))
                .hasSize(1);
        return found.get(0);
    }

    private static List<Span> ancestors(Span span, Map<String, Span> byId) {
        List<Span> ancestors = new ArrayList<>();
        for (Span parent = byId.get(span.parentId());
                parent != null;
                parent = parent.isRoot() ? null : byId.get(parent.parentId())) {
            ancestors.add(parent);
        }
        return ancestors;
    }
}
