package dev.signalbox.backend.trace;

import dev.signalbox.backend.query.Attributes;
import dev.signalbox.backend.query.Cursor;
import dev.signalbox.backend.query.Page;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Services and traces as JSON. */
@RestController
@RequestMapping("/api")
class TraceController {

    private final Traces traces;
    private final Calls calls;

    TraceController(Traces traces, Calls calls) {
        this.traces = traces;
        this.calls = calls;
    }

    @GetMapping("/services")
    List<ServiceSummary> services() {
        return traces.services();
    }

    /** The edges of the service map: who called whom until now, in the last day at most. */
    @GetMapping("/calls")
    List<Call> calls(@RequestParam Instant from) {
        Instant now = Instant.now();
        Instant oldest = now.minus(Calls.KEPT);
        return calls.between(from.isBefore(oldest) ? oldest : from, now);
    }

    @GetMapping("/traces")
    Page<TraceSummary> search(
            @RequestParam(required = false) String service,
            @RequestParam(required = false) String operation,
            @RequestParam(required = false) String status,
            @RequestParam(required = false) Double minDurationMs,
            @RequestParam(required = false) Double maxDurationMs,
            @RequestParam(required = false) Instant from,
            @RequestParam(required = false) Instant to,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) Cursor before,
            // For attribute: as a list or an array, a single value would be split at its commas.
            @RequestParam MultiValueMap<String, String> all) {
        return traces.search(new TraceQuery(
                service,
                operation,
                TraceQuery.Status.parse(status),
                minDurationMs,
                maxDurationMs,
                Attributes.parse(all.getOrDefault("attribute", List.of())),
                from,
                to,
                limit,
                before));
    }

    /** A trace with all of its spans, by start. */
    record Trace(String traceId, List<Span> spans) {}

    @GetMapping("/traces/{traceId}")
    Trace trace(@PathVariable String traceId) {
        String id = traceId.toLowerCase(Locale.ROOT);
        List<Span> spans = traces.spans(id);
        if (spans.isEmpty()) {
            throw new ErrorResponseException(
                    HttpStatus.NOT_FOUND,
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.NOT_FOUND, "No span of this trace is stored: not yet, no longer, or never."),
                    null);
        }
        return new Trace(id, spans);
    }
}
