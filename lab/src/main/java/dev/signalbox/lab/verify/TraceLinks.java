package dev.signalbox.lab.verify;

import static java.util.stream.Collectors.toSet;

import dev.signalbox.lab.fault.FaultFile;
import dev.signalbox.lab.fault.FaultFile.Fault;
import dev.signalbox.lab.http.Http.Answer;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.Call;
import dev.signalbox.lab.observe.LogLine;
import dev.signalbox.lab.observe.Span;
import dev.signalbox.lab.service.ServicePart;
import dev.signalbox.lab.verify.Visit.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What leads to a trace, and what a trace leads to. */
final class TraceLinks {

    private static final String FLAG_EVENT = "feature_flag.evaluation";

    private final Backends backends;
    private final Visit visit;
    private final Path faults;

    /**
     * @param faults the file that says which faults are on
     */
    TraceLinks(Backends backends, Visit visit, Path faults) {
        this.backends = backends;
        this.visit = visit;
        this.faults = faults;
    }

    /** Each answer names a trace that is whole: one root, every parent, every service that had a part. */
    String headerToTrace() {
        for (Step step : visit.steps()) {
            List<Span> spans = traceOf(step);
            Set<String> there = spans.stream().map(Span::service).collect(toSet());
            Missing.unless(
                    there.containsAll(step.services()),
                    without(step.services(), there) + " in the trace of the " + step + ", which has spans of " + there);
            Set<String> ids = spans.stream().map(Span::id).collect(toSet());
            for (Span span : spans) {
                Missing.unless(
                        span.isRoot() || ids.contains(span.parentId()),
                        "the parent of " + span + " in the trace of the " + step);
            }
            List<Span> roots = spans.stream().filter(Span::isRoot).toList();
            Missing.unless(
                    roots.size() == 1 && roots.get(0).name().equals(step.operation()),
                    "one root " + step.operation() + " in the trace of the " + step + ", which has " + roots);
        }
        return visit.steps().size() + " answers, the " + visit.orderStep();
    }

    /** Every service in a trace has written log lines that carry its id. */
    String traceToLogLines() {
        int count = 0;
        for (Step step : visit.steps()) {
            List<LogLine> lines = backends.logsOfTrace(step.traceId());
            Set<String> there = lines.stream().map(LogLine::service).collect(toSet());
            Missing.unless(
                    there.containsAll(step.services()),
                    "log lines of " + without(step.services(), there) + " with the trace id of the " + step);
            count += lines.size();
        }
        return count + " lines of " + visit.steps().size() + " traces";
    }

    /** A log line that was found by what it says carries the ids of the span in which it was written. */
    String logLineToTrace() {
        LogLine line = backends.logsOf("broker-service", "MARKET BUY 1 ", visit.begun()).stream()
                .filter(candidate -> visit.order().equals(candidate.attributes().get(LogLine.label("order.id"))))
                .findFirst()
                .orElseThrow(() -> new Missing("a line of broker-service with order.id = " + visit.order()));
        Missing.unless(!line.traceId().isEmpty(), "the trace id on the line of order " + visit.order());
        Missing.unless(
                line.traceId().equals(visit.orderStep().traceId()),
                "the trace id of the " + visit.orderStep() + " on the line of that order: it is " + line.traceId());
        Missing.unless(
                backends.trace(line.traceId()).stream()
                        .anyMatch(span -> span.id().equals(line.spanId())
                                && span.service().equals(line.service())),
                "the span " + line.spanId() + ", in which the line of order " + visit.order() + " was written");
        return "the line of order " + visit.order();
    }

    /** What the desk lists as done names the trace in which it was done, and links to pages that are there. */
    String activityToTrace() {
        Answer answer = asking(visit.trader()::activity);
        Missing.unless(answer.status() == 200, "the activity list: it was answered with " + answer.status());
        Map<String, JsonNode> byTrace = answer.json()
                .valueStream()
                .collect(Collectors.toMap(
                        entry -> entry.path("traceId").asString(""), Function.identity(), (one, other) -> one));
        for (Step step : visit.steps()) {
            JsonNode entry = byTrace.get(step.traceId());
            Missing.unless(entry != null, "an entry with the trace id of the " + step);
            traceOf(step);
            for (String kind : List.of("trace", "logs", "profile")) {
                String address = entry.path("links").path(kind).asString("");
                Missing.unless(
                        address.contains(step.traceId()) && backends.hasPage(address),
                        "the page that the link \"" + kind + "\" of the " + step + " leads to: " + address);
            }
        }
        return visit.steps().size() + " entries";
    }

    /** The service map has an edge for every call that was made. */
    String callsToServiceMap() {
        Set<Call> made = new HashSet<>();
        for (Step step : visit.steps()) {
            List<Span> spans = traceOf(step);
            Map<String, Span> byId = spans.stream().collect(Collectors.toMap(Span::id, Function.identity()));
            spans.stream()
                    .filter(span -> span.isServer() && byId.containsKey(span.parentId()))
                    .map(span -> new Call(byId.get(span.parentId()).service(), span.service()))
                    .forEach(made::add);
        }
        Missing.unless(
                made.stream().map(Call::to).collect(toSet()).containsAll(Set.of("auth-service", "broker-service")),
                "calls between services in the traces of the visit, which has only " + made);
        Set<Call> shown = backends.serviceMap(visit.begun());
        Set<Call> missing = new HashSet<>(made);
        missing.removeAll(shown);
        Missing.unless(missing.isEmpty(), "in the service map " + missing);
        return made.stream().map(Call::toString).sorted().collect(Collectors.joining(", "));
    }

    /** A fault's flag that was looked at has left its value on the span. */
    String flagToSpanEvent() {
        Map<String, Fault> byName;
        try {
            byName = FaultFile.read(faults).faults().stream()
                    .collect(Collectors.toMap(Fault::name, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> evaluated = new ArrayList<>();
        Set<String> services = new HashSet<>();
        for (Step step : visit.steps()) {
            for (Span span : traceOf(step)) {
                for (Span.Event event : span.events()) {
                    if (event.name().equals(FLAG_EVENT)) {
                        String key = event.attributes().getOrDefault("feature_flag.key", "");
                        String variant = event.attributes().getOrDefault("feature_flag.result.variant", "");
                        Fault fault = byName.get(key);
                        Missing.unless(fault != null, "a fault by the name of the flag " + key + " on " + span);
                        Missing.unless(
                                fault.current().equals(variant),
                                "the value of " + key + " on " + span + ": it is \"" + variant + "\" there and \""
                                        + fault.current() + "\" in the file");
                        services.add(span.service());
                        evaluated.add(key);
                    }
                }
            }
        }
        Missing.unless(
                services.containsAll(ServicePart.NAMES),
                "the event " + FLAG_EVENT + " on spans of " + without(ServicePart.NAMES, services));
        return evaluated.size() + " evaluations of " + new HashSet<>(evaluated).size() + " flags";
    }

    private List<Span> traceOf(Step step) {
        List<Span> spans = backends.trace(step.traceId());
        Missing.unless(!spans.isEmpty(), "the trace of the " + step);
        return spans;
    }

    private static Set<String> without(Set<String> wanted, Set<String> there) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(there);
        return missing;
    }

    private interface Request {
        Answer send() throws IOException, InterruptedException;
    }

    private static Answer asking(Request request) {
        try {
            return request.send();
        } catch (IOException e) {
            throw new Missing("an answer of front-service: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Missing("an answer of front-service: interrupted");
        }
    }
}
