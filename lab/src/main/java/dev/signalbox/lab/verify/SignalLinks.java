package dev.signalbox.lab.verify;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.LogLine;
import dev.signalbox.lab.observe.Sample;
import dev.signalbox.lab.observe.Span;
import dev.signalbox.lab.observe.TraceSummary;
import dev.signalbox.lab.service.ServicePart;
import dev.signalbox.lab.verify.Catalogue.Entry;
import dev.signalbox.lab.verify.Catalogue.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is listed in {@code docs/telemetry.md}, against what is emitted: all of it, and nothing else. */
final class SignalLinks {

    /** Who it is that speaks: on all that a service says. */
    private static final Set<String> RESOURCE =
            Set.of("__name__", "job", "instance", "service_name", "service_namespace", "service_instance_id", "le");

    /** What all timers of our own have. */
    private static final Set<String> OF_TIMERS = Set.of("error", "reactor.type", "reactor.status");

    /** What conventions and the profiler put on spans. */
    private static final Pattern OF_SPANS =
            Pattern.compile("error(\\.type)?|pyroscope\\..*|thread\\..*|exception\\..*");

    private final Backends backends;
    private final Visit visit;
    private final Catalogue catalogue;

    SignalLinks(Backends backends, Visit visit, Catalogue catalogue) {
        this.backends = backends;
        this.visit = visit;
        this.catalogue = catalogue;
    }

    /** Each listed metric of a service is there, of its type, with its unit and labels. */
    String metricsOf(String service) {
        List<Sample> samples = samplesOf(service);
        List<Entry> listed = catalogue.of(Kind.METRIC, service);
        for (Entry metric : listed) {
            Stream<Sample> series = samples.stream();
            Set<String> labels = (metric.type().isEmpty()
                            ? series.filter(sample -> PrometheusName.isOf(metric, sample.name()))
                            : series.filter(sample -> sample.name().equals(PrometheusName.series(metric))))
                    .flatMap(sample -> sample.labels().keySet().stream())
                    .collect(toCollection(TreeSet::new));
            if (labels.isEmpty()) {
                Missing.unless(
                        !metric.always(),
                        "the metric " + metric.name() + " of " + service + ": " + PrometheusName.series(metric));
                continue;
            }
            if (metric.attributes() != null) {
                judgeLabels(metric, service, labels);
            }
        }
        return listed.size() + " metrics";
    }

    private static void judgeLabels(Entry metric, String service, Set<String> labels) {
        for (String attribute : metric.attributes().always()) {
            Missing.unless(
                    labels.contains(PrometheusName.of(attribute)),
                    "the label " + attribute + " on " + metric.name() + " of " + service + ", which has " + labels);
        }
        Set<String> unlisted = new TreeSet<>(labels);
        unlisted.removeAll(RESOURCE);
        Stream.of(
                        metric.attributes().always(),
                        metric.attributes().sometimes(),
                        metric.timer() ? OF_TIMERS : Set.<String>of())
                .flatMap(Set::stream)
                .map(PrometheusName::of)
                .forEach(unlisted::remove);
        Missing.unless(
                unlisted.isEmpty(), "in the list the labels " + unlisted + " of " + metric.name() + " of " + service);
    }

    /** No service has a metric that is not listed. */
    String noOtherMetrics() {
        // Before that it is not known what the visit has made them count.
        Missing.unless(
                Instant.now().isAfter(visit.ended().plus(MetricLinks.SETTLED)), "a report of metrics since the visit");
        Set<String> unlisted = new TreeSet<>();
        int count = 0;
        for (String service : ServicePart.NAMES) {
            List<Entry> listed = catalogue.of(Kind.METRIC, service);
            Set<String> names = samplesOf(service).stream().map(Sample::name).collect(toSet());
            Missing.unless(!names.isEmpty(), "metrics of " + service);
            count += names.size();
            names.stream()
                    .filter(name -> !name.equals("target_info"))
                    .filter(name -> listed.stream().noneMatch(metric -> PrometheusName.isOf(metric, name)))
                    .forEach(name -> unlisted.add(name + " of " + service));
        }
        Missing.unless(unlisted.isEmpty(), "in the list " + unlisted);
        return count + " names";
    }

    private List<Sample> samplesOf(String service) {
        // Not what rules and other programs say of a service.
        return backends.query("{service_name=\"" + service + "\", job=\"signalbox/" + service + "\"}");
    }

    /** Each listed span of a service is there, with its attributes. */
    String spansOf(String service) {
        List<Entry> listed = catalogue.of(Kind.SPAN, service);
        for (Entry entry : listed) {
            Set<String> attributes = backends.tracesWith(entry.name(), Instant.EPOCH).stream()
                    .limit(1)
                    .flatMap(trace -> backends.trace(trace.traceId()).stream())
                    .filter(span ->
                            span.name().equals(entry.name()) && span.service().equals(service))
                    .flatMap(span -> Stream.concat(span.attributes().keySet().stream(), Stream.of("")))
                    .collect(toCollection(TreeSet::new));
            Missing.unless(!attributes.isEmpty() || !entry.always(), "a span " + entry.name() + " of " + service);
            if (!attributes.isEmpty()) {
                for (String attribute : entry.attributes().always()) {
                    Missing.unless(
                            attributes.contains(attribute),
                            "the attribute " + attribute + " on the span " + entry.name() + " of " + service);
                }
            }
        }
        return listed.size() + " spans";
    }

    /** The listed events are on spans of the visit. */
    String spanEvents() {
        Map<String, Set<String>> seen = new HashMap<>();
        visitedSpans()
                .flatMap(span -> span.events().stream())
                .forEach(event -> seen.computeIfAbsent(event.name(), name -> new TreeSet<>())
                        .addAll(event.attributes().keySet()));
        for (Entry event : catalogue.of(Kind.SPAN_EVENT, "")) {
            Missing.unless(seen.containsKey(event.name()) || !event.always(), "the span event " + event.name());
            if (event.always()) {
                Set<String> missing = new TreeSet<>(event.attributes().always());
                missing.removeAll(seen.get(event.name()));
                Missing.unless(missing.isEmpty(), "the attributes " + missing + " of the span event " + event.name());
                Set<String> unlisted = new TreeSet<>(seen.get(event.name()));
                unlisted.removeAll(event.attributes().always());
                Missing.unless(
                        unlisted.isEmpty(), "in the list the attributes " + unlisted + " of the event " + event.name());
            }
        }
        Set<String> unlisted = new TreeSet<>(seen.keySet());
        catalogue.of(Kind.SPAN_EVENT, "").forEach(event -> unlisted.remove(event.name()));
        Missing.unless(unlisted.isEmpty(), "in the list the span events " + unlisted);
        return String.join(", ", seen.keySet());
    }

    /** No service has a span of its own, or an attribute on it, that is not listed. */
    String noOtherSpans() {
        List<Span> spans = Stream.concat(
                        visitedSpans(),
                        // What the services do unasked.
                        backends.traces(visit.begun()).stream()
                                .filter(trace -> !trace.rootOperation().matches("(GET|POST|DELETE)( .*)?"))
                                .map(TraceSummary::traceId)
                                .flatMap(traceId -> backends.trace(traceId).stream()))
                .toList();
        Missing.unless(!spans.isEmpty(), "the traces of the visit");
        Set<String> unlisted = new TreeSet<>();
        for (Span span : spans) {
            if (span.isServer() || span.kind().equals("CLIENT")) {
                continue;
            }
            List<Entry> entries = catalogue.of(Kind.SPAN, span.service()).stream()
                    .filter(entry -> entry.names(span.name()))
                    .toList();
            if (entries.isEmpty()) {
                unlisted.add(span.toString());
            } else {
                span.attributes().keySet().stream()
                        .filter(attribute -> !entries.get(0).attributes().contains(attribute)
                                && !OF_TIMERS.contains(attribute)
                                && !OF_SPANS.matcher(attribute).matches())
                        .forEach(attribute -> unlisted.add("the attribute " + attribute + " of " + span));
            }
        }
        Missing.unless(unlisted.isEmpty(), "in the list " + unlisted);
        return spans.size() + " spans";
    }

    /** Each listed attribute of a service's log lines is on lines since the visit. */
    String logAttributesOf(String service) {
        Set<String> seen = new TreeSet<>();
        backends.logsOf(service, "", visit.begun())
                .forEach(line -> seen.addAll(line.attributes().keySet()));
        List<Entry> listed = catalogue.of(Kind.LOG_ATTRIBUTE, service);
        for (Entry attribute : listed) {
            Missing.unless(
                    seen.contains(LogLine.label(attribute.name())) || !attribute.always(),
                    "the attribute " + attribute.name() + " on log lines of " + service);
        }
        return listed.size() + " attributes";
    }

    /** No log line since the visit has an attribute that is not listed. */
    String noOtherLogAttributes() {
        Set<String> unlisted = new TreeSet<>();
        int count = 0;
        for (String service : ServicePart.NAMES) {
            List<Entry> listed = catalogue.of(Kind.LOG_ATTRIBUTE, service);
            List<LogLine> lines = backends.logsOf(service, "", visit.begun());
            Missing.unless(!lines.isEmpty(), "log lines of " + service);
            count += lines.size();
            for (LogLine line : lines) {
                line.attributes().keySet().stream()
                        .filter(attribute -> listed.stream()
                                .noneMatch(entry -> LogLine.label(entry.name()).equals(attribute)))
                        .forEach(attribute -> unlisted.add(attribute + " of " + service));
            }
        }
        Missing.unless(unlisted.isEmpty(), "in the list " + unlisted);
        return count + " lines";
    }

    private Stream<Span> visitedSpans() {
        return visit.steps().stream().flatMap(step -> backends.trace(step.traceId()).stream());
    }
}
