package dev.signalbox.lab.observe;

import dev.signalbox.lab.compose.ComposeFile;
import dev.signalbox.lab.home.Pair;
import dev.signalbox.lab.http.Http;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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

    private final GrafanaStack stack;
    private final Tempo tempo;
    private final Loki loki;
    private final Pyroscope pyroscope;
    private final Prometheus prometheus;
    private final String dashboards;

    public GrafanaBackends(GrafanaStack stack, ComposeFile compose) {
        this(stack, stack.doors().get(0), compose, new Http(Duration.ofSeconds(2)));
    }

    private GrafanaBackends(GrafanaStack stack, Door door, ComposeFile compose, Http impatient) {
        super(
                List.of(door.prometheus("prometheus")),
                halves(Pair.PROMETHEUS, half -> door.prometheus(half.name())),
                // No data source asks one half of these.
                halves(Pair.ALERTMANAGER, half -> new Alertmanager(server(compose, half.name() + ":9093", impatient))),
                new Pager(server(compose, "pager:8090", impatient)));
        this.stack = stack;
        this.tempo = door.tempo("tempo");
        this.loki = door.loki("loki");
        this.pyroscope = door.pyroscope("pyroscope");
        this.prometheus = door.prometheus("prometheus");
        this.dashboards = "http://localhost:" + compose.published("nginx:3000").getPort();
    }

    private static Server server(ComposeFile compose, String address, Http http) {
        return new Server(compose.published(address).toString(), http);
    }

    @Override
    public List<Span> trace(String traceId) {
        return tempo.trace(traceId);
    }

    @Override
    public List<TraceSummary> tracesWith(String spanName, Instant since) {
        return tempo.search("{ name = \"" + spanName + "\" }", since, PAGE);
    }

    @Override
    public List<TraceSummary> tracesWith(String attribute, String value, Instant since) {
        return tempo.search("{ span.\"" + attribute + "\" = \"" + value + "\" }", since, PAGE);
    }

    @Override
    public List<TraceSummary> traces(Instant since) {
        return tempo.search("{ }", since, EVERYTHING);
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
        return loki.lines(logql, since, Instant.now().plusSeconds(1));
    }

    @Override
    public Samples samplesOf(Span span) {
        String profile = span.attribute("pyroscope.profile.id");
        return profile.isEmpty()
                ? Samples.NONE
                : pyroscope.samples(
                        Pyroscope.CPU,
                        "{service_name=\"" + span.service() + "\"}",
                        profile,
                        span.start().minus(AROUND),
                        span.end().plus(AROUND));
    }

    @Override
    public Set<Call> serviceMap(Instant since) {
        return prometheus.serviceMap();
    }

    @Override
    public String dashboards() {
        return dashboards;
    }

    /** A dashboard that every Grafana has, with the variables that the address sets: Grafana answers others with a page, too. */
    @Override
    public boolean hasPage(String address) {
        URI page = URI.create(address);
        String uid = page.getPath().replaceFirst("^/d/([^/]+).*", "$1");
        return address.startsWith(dashboards + "/d/")
                && stack.doors().stream().allMatch(door -> door.hasDashboard(uid, variables(page)));
    }

    private static Stream<String> variables(URI page) {
        return Stream.ofNullable(page.getQuery())
                .flatMap(query -> Stream.of(query.split("&")))
                .filter(parameter -> parameter.startsWith("var-"))
                .map(parameter -> parameter.substring("var-".length()).replaceFirst("=.*", ""));
    }
}
