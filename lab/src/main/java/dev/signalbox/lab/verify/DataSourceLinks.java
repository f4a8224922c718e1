package dev.signalbox.lab.verify;

import static java.util.stream.Collectors.toSet;

import dev.signalbox.lab.observe.Alert;
import dev.signalbox.lab.observe.Call;
import dev.signalbox.lab.observe.DataSource;
import dev.signalbox.lab.observe.Door;
import dev.signalbox.lab.observe.Exemplar;
import dev.signalbox.lab.observe.LogLine;
import dev.signalbox.lab.observe.Sample;
import dev.signalbox.lab.observe.Span;
import dev.signalbox.lab.verify.Visit.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Where Grafana leads from one signal to another: each data source's own settings, filled in as Grafana fills them in,
 * and asked of the data source that they name.
 *
 * @param doors each way to the data sources; a link must hold by all
 */
record DataSourceLinks(List<Door> doors, Visit visit) {

    /** How far around a span Grafana looks for its samples: SpanFlameGraph.tsx. */
    private static final Duration AROUND_PROFILE = Duration.ofSeconds(30);

    private static final Duration AROUND_LINE = Duration.ofMinutes(5);

    private static final Pattern TAGS = Pattern.compile("\\$\\{__tags}|\\$__tags\\b");

    private static final Pattern SHIFT = Pattern.compile("-?\\d+(ms|[smh])");

    /** Follows the links of one data source. */
    private interface Follow {

        /** Returns how many links it followed. */
        int by(Door door, DataSource source);
    }

    /** From a span to the log lines of its service: {@code tracesToLogsV2}. */
    String traceToLogs() {
        return each("tempo", (door, tempo) -> {
            SpanLink link = SpanLink.of(tempo, "tracesToLogsV2");
            Missing.unless(
                    link.settings().path("customQuery").asBoolean(false),
                    "customQuery in tracesToLogsV2: Grafana's own query looks for the trace id in the text of lines");
            List<Span> spans = serverSpans(door, tempo);
            for (Span span : spans) {
                String query = link.filledIn("query", link.settings(), span);
                List<LogLine> lines = door.loki(link.target()).lines(query, link.from(span), link.to(span));
                Missing.unless(
                        lines.stream()
                                .anyMatch(line -> line.service().equals(span.service())
                                        && line.traceId().equals(span.traceId())),
                        "a line of " + span.service() + " and of the trace " + span.traceId() + " among the "
                                + lines.size() + " that " + query + " finds");
                Missing.unless(
                        lines.stream().allMatch(line -> line.traceId().equals(span.traceId())),
                        "lines of the trace " + span.traceId() + " alone: " + query + " finds others, too");
            }
            return spans.size();
        });
    }

    /** From a span to the metrics of its service: {@code tracesToMetrics}. */
    String traceToMetrics() {
        return each("tempo", (door, tempo) -> {
            SpanLink link = SpanLink.of(tempo, "tracesToMetrics");
            List<JsonNode> queries =
                    link.settings().path("queries").valueStream().toList();
            List<Span> spans = serverSpans(door, tempo);
            for (Span span : spans) {
                for (JsonNode settings : queries) {
                    String query = link.filledIn("query", settings, span);
                    Missing.unless(
                            hasNumber(door.prometheus(link.target()).query(query, now(link.to(span)))),
                            "a number for \"" + settings.path("name").asString() + "\": " + query);
                }
            }
            return queries.size() * spans.size();
        });
    }

    private static Instant now(Instant latest) {
        Instant now = Instant.now();
        return now.isBefore(latest) ? now : latest;
    }

    private static boolean hasNumber(List<Sample> samples) {
        return samples.stream().anyMatch(sample -> !Double.isNaN(sample.value()));
    }

    /** From a span to its samples: {@code tracesToProfiles}. */
    String traceToProfiles() {
        return each("tempo", (door, tempo) -> {
            SpanLink link = SpanLink.of(tempo, "tracesToProfiles");
            String type = link.settings().path("profileTypeId").asString("");
            for (Step step : visit.signIns()) {
                Span hash = ProfileLinks.hashIn(door.tempo(tempo.uid()).trace(step.traceId()), step);
                String labels = "{" + link.tags(hash) + "}";
                Missing.unless(
                        door.pyroscope(link.target())
                                .samples(
                                        type,
                                        labels,
                                        hash.attribute("pyroscope.profile.id"),
                                        hash.start().minus(AROUND_PROFILE),
                                        hash.end().plus(AROUND_PROFILE))
                                .has(ProfileLinks.HASHING),
                        "samples of " + ProfileLinks.HASHING + " in the profiles " + type + labels + " of the " + hash);
            }
            return visit.signIns().size();
        });
    }

    /** From traces to the map of the services: {@code serviceMap}. */
    String serviceMap() {
        return each("tempo", (door, tempo) -> {
            String target = targetOf(tempo, tempo.settings().path("serviceMap"));
            Set<Call> edges = door.prometheus(target).serviceMap();
            Call call = new Call("front-service", "broker-service");
            Missing.unless(edges.contains(call), "the edge " + call + " among " + edges);
            return edges.size();
        });
    }

    /** From a log line to its trace: {@code derivedFields}. */
    String logLineToTrace() {
        return each("loki", (door, loki) -> {
            Instant ordered = visit.ended();
            LogLine line = door
                    .loki(loki.uid())
                    .lines(
                            "{service_name=\"broker-service\"} | trace_id = `"
                                    + visit.orderStep().traceId() + "`",
                            ordered.minus(AROUND_LINE),
                            ordered.plus(AROUND_LINE))
                    .stream()
                    .findFirst()
                    .orElseThrow(() -> new Missing("a line of broker-service of the " + visit.orderStep()));
            List<JsonNode> fields = loki.settings()
                    .path("derivedFields")
                    .valueStream()
                    .filter(field -> field.has("datasourceUid"))
                    .toList();
            Missing.unless(!fields.isEmpty(), "derivedFields that lead to a data source in " + loki);
            for (JsonNode field : fields) {
                String value = value(field, line)
                        .orElseThrow(() -> new Missing("what the derived field "
                                + field.path("name").asString() + " looks for in the line: " + line.message()));
                String trace = field.path("url").asString("").replace("${__value.raw}", value);
                Missing.unless(
                        !door.tempo(targetOf(loki, field)).trace(trace).isEmpty(),
                        "the trace that the derived field " + field.path("name").asString() + " leads to: " + trace);
            }
            return fields.size();
        });
    }

    /** A label whose name matches, or what stands in the first parentheses: getDerivedFields.ts. */
    private static Optional<String> value(JsonNode field, LogLine line) {
        Pattern pattern = Pattern.compile(field.path("matcherRegex").asString(""));
        if (!field.path("matcherType").asString("regex").equals("label")) {
            Matcher text = pattern.matcher(line.message());
            return text.find() && text.groupCount() > 0 ? Optional.ofNullable(text.group(1)) : Optional.empty();
        }
        return line.labels().entrySet().stream()
                .filter(label -> pattern.matcher(label.getKey()).find())
                .map(label -> label.getValue())
                .findFirst();
    }

    /** From a dot on a graph to its trace: {@code exemplarTraceIdDestinations}. */
    String exemplarToTrace() {
        Set<String> traces = visit.steps().stream().map(Step::traceId).collect(toSet());
        return each("prometheus", (door, prometheus) -> {
            List<JsonNode> destinations = prometheus
                    .settings()
                    .path("exemplarTraceIdDestinations")
                    .valueStream()
                    .toList();
            Missing.unless(!destinations.isEmpty(), "exemplarTraceIdDestinations in " + prometheus);
            List<Exemplar> exemplars =
                    door.prometheus(prometheus.uid()).exemplars(MetricLinks.DURATION + "_bucket", visit.begun());
            for (JsonNode destination : destinations) {
                String label = destination.path("name").asString("");
                String trace = exemplars.stream()
                        .flatMap(exemplar -> Stream.ofNullable(exemplar.labels().get(label)))
                        .filter(traces::contains)
                        .findFirst()
                        .orElseThrow(() -> new Missing("a trace of the visit in the label " + label + " of the "
                                + exemplars.size() + " exemplars in " + prometheus));
                Missing.unless(
                        !door.tempo(targetOf(prometheus, destination))
                                .trace(trace)
                                .isEmpty(),
                        "the trace " + trace + ", to which an exemplar in " + prometheus + " leads");
            }
            return destinations.size();
        });
    }

    /** From Prometheus' rules to the alerts that they make: {@code alertmanagerUid}. */
    String rulesToAlerts() {
        return each("prometheus", (door, prometheus) -> {
            if (!prometheus.settings().path("manageAlerts").asBoolean(false)) {
                return 0;
            }
            String target = prometheus.settings().path("alertmanagerUid").asString("");
            Missing.unless(
                    door.alertmanager(target).alerts().stream()
                            .anyMatch(alert -> alert.name().equals(Alert.WATCHDOG)),
                    "the alert " + Alert.WATCHDOG + " in " + target);
            return 1;
        });
    }

    /** Follows something by each door in each data source of a type. */
    private String each(String type, Follow follow) {
        int links = 0;
        for (Door door : doors) {
            List<DataSource> sources = door.ofType(type);
            Missing.unless(!sources.isEmpty(), "a data source of type " + type + " in " + door);
            for (DataSource source : sources) {
                try {
                    links += follow.by(door, source);
                } catch (Missing e) {
                    throw new Missing(e.getMessage() + " (by " + door + ")");
                }
            }
        }
        return links + " by "
                + String.join(", ", doors.stream().map(Door::toString).toList());
    }

    /** The spans of the order in which a service was asked: on each of them Grafana shows the links. */
    private List<Span> serverSpans(Door door, DataSource tempo) {
        List<Span> spans = door.tempo(tempo.uid()).trace(visit.orderStep().traceId()).stream()
                .filter(Span::isServer)
                .toList();
        Set<String> services = spans.stream().map(Span::service).collect(toSet());
        Missing.unless(
                services.containsAll(visit.orderStep().services()),
                "spans of " + visit.orderStep().services() + " in the " + visit.orderStep());
        return spans;
    }

    private static String targetOf(DataSource source, JsonNode link) {
        String uid = link.path("datasourceUid").asString("");
        Missing.unless(!uid.isEmpty(), "a datasourceUid in " + source);
        return uid;
    }

    /**
     * A link that Grafana shows on spans.
     *
     * @param target the uid of the data source that it leads to
     */
    private record SpanLink(DataSource source, String name, String target, JsonNode settings) {

        static SpanLink of(DataSource source, String name) {
            JsonNode settings = source.settings().path(name);
            return new SpanLink(source, name, targetOf(source, settings), settings);
        }

        /** A configured query with what Grafana fills in: createSpanLink.tsx. */
        String filledIn(String field, JsonNode owner, Span span) {
            String query = owner.path(field).asString("");
            Missing.unless(!query.isEmpty(), "a query in " + name + " of " + source);
            return TAGS.matcher(query)
                    .replaceAll(found -> Matcher.quoteReplacement(tags(span)))
                    .replace("${__trace.traceId}", span.traceId())
                    .replace("${__span.traceId}", span.traceId())
                    .replace("${__span.spanId}", span.id())
                    .replace("${__span.name}", span.name());
        }

        /**
         * The attributes of a span and of who made it that are chosen as tags, by the names that the target has for them.
         *
         * @throws Missing if there are none: what is found then is of no one span
         */
        String tags(Span span) {
            List<String> tags = new ArrayList<>();
            Stream.of(span.resource(), span.attributes())
                    .flatMap(attributes -> attributes.entrySet().stream())
                    .forEach(attribute -> settings.path("tags")
                            .valueStream()
                            .filter(tag -> tag.path("key").asString("").equals(attribute.getKey()))
                            .findFirst()
                            .ifPresent(tag -> tags.add(tag.path("value").asString(attribute.getKey()) + "=\""
                                    + attribute.getValue() + "\"")));
            Missing.unless(!tags.isEmpty(), "a tag in " + name + " of " + source + " that is an attribute of " + span);
            return String.join(", ", tags);
        }

        Instant from(Span span) {
            return span.start().plus(shift("spanStartTimeShift"));
        }

        Instant to(Span span) {
            return span.end().plus(shift("spanEndTimeShift"));
        }

        /** {@code -5m}, {@code 30s}; none if it is not set. */
        private Duration shift(String field) {
            String text = settings.path(field).asString("0s");
            Missing.unless(SHIFT.matcher(text).matches(), "a time as " + field + " of " + name + ": it is " + text);
            return text.endsWith("ms")
                    ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                    : Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        }
    }
}
