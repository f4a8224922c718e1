package dev.signalbox.lab.observe;

import dev.signalbox.lab.compose.ComposeFile;
import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.http.Http;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The servers of {@code docker compose up}, each by its data source. */
public final class GrafanaBackends extends PairedBackends {

    private static final int PAGE = 500;

    /** More than a lab makes in the minutes that are looked at. */
    private static final int EVERYTHING = 10_000;

    /** Loki keeps no index of trace ids: who looks for one says how far back. */
    private static final Duration RECENT = Duration.ofMinutes(30);

    /** Clocks differ a little, and the profiler sends what it saw up to 10 s later. */
    private static final Duration AROUND = Duration.ofSeconds(30);

    /** Of one half one does not wait long for an answer. */
    private final Http impatient = new Http(Duration.ofSeconds(2));

    private final List<Door> doors;
    private final Door door;
    private final ComposeFile compose;

    public GrafanaBackends(GrafanaStack stack, ComposeFile compose) {
        this.doors = stack.doors();
        this.door = doors.get(0);
        this.compose = compose;
    }

    private Server server(String address) {
        return new Server(compose.published(address).toString(), impatient);
    }

    /** Past Grafana, which waits long for one that is frozen. */
    @Override
    Prometheus prometheus(Pair.Half half) {
        return new Prometheus(server(half.name() + ":9090"));
    }

    /** No data source asks one half of these. */
    @Override
    Alertmanager alertmanager(Pair.Half half) {
        return new Alertmanager(server(half.name() + ":9093"));
    }

    /** Each is also an Alertmanager, for what its rules find. */
    @Override
    public Map<String, Set<Alert>> alertsOfGrafana() {
        return askEach(
                GrafanaStack.PAIR,
                name -> name,
                name -> new Alertmanager(
                                GrafanaStack.grafana(name, compose, impatient).below("/api/alertmanager/grafana"))
                        .alerts());
    }

    @Override
    Pager pager() {
        return new Pager(server("pager:8090"));
    }

    /** Nginx sees to it that one of them is asked that answers. */
    @Override
    <T> T ask(Function<Prometheus, T> question) {
        return question.apply(door.prometheus("prometheus"));
    }

    private Tempo tempo() {
        return door.tempo("tempo");
    }

    @Override
    public List<Span> trace(String traceId) {
        return tempo().trace(traceId);
    }

    @Override
    public List<TraceSummary> tracesWith(String spanName, Instant since) {
        return tempo().search("{ name = \"" + spanName + "\" }", since, PAGE);
    }

    @Override
    public List<TraceSummary> tracesWith(String attribute, String value, Instant since) {
        return tempo().search("{ span.\"" + attribute + "\" = \"" + value + "\" }", since, PAGE);
    }

    @Override
    public List<TraceSummary> traces(Instant since) {
        return tempo().search("{ }", since, EVERYTHING);
    }

    @Override
    public List<LogLine> logsOfTrace(String traceId) {
        return lines(
                "{service_name=~\".+\"} | trace_id = `" + traceId + "`",
                Instant.now().minus(RECENT));
    }

    @Override
    public List<LogLine> logsOf(String service, String text, Instant since) {
        return lines("{service_name=\"" + service + "\"} |= `" + text + "`", since);
    }

    private List<LogLine> lines(String logql, Instant since) {
        return door.loki("loki").lines(logql, since, Instant.now().plusSeconds(1));
    }

    @Override
    public Samples samplesOf(Span span) {
        String profile = span.attribute("pyroscope.profile.id");
        return profile.isEmpty()
                ? Samples.NONE
                : door.pyroscope("pyroscope")
                        .samples(
                                Pyroscope.CPU,
                                "{service_name=\"" + span.service() + "\"}",
                                profile,
                                span.start().minus(AROUND),
                                span.end().plus(AROUND));
    }

    @Override
    public Set<Call> serviceMap(Instant since) {
        return ask(Prometheus::serviceMap);
    }

    @Override
    public String dashboards() {
        return "http://localhost:" + compose.published("nginx:3000").getPort();
    }

    /** A dashboard that every Grafana has, with the variables that the address sets: Grafana answers others with a page, too. */
    @Override
    public boolean hasPage(String address) {
        URI page = URI.create(address);
        String uid = page.getPath().replaceFirst("^/d/([^/]+).*", "$1");
        return address.startsWith(dashboards() + "/d/")
                && doors.stream().allMatch(door -> door.hasDashboard(uid, variables(page)));
    }

    private static Set<String> variables(URI page) {
        return Stream.ofNullable(page.getQuery())
                .flatMap(query -> Stream.of(query.split("&")))
                .filter(parameter -> parameter.startsWith("var-"))
                .map(parameter -> parameter.substring("var-".length()).replaceFirst("=.*", ""))
                .collect(Collectors.toUnmodifiableSet());
    }
}
