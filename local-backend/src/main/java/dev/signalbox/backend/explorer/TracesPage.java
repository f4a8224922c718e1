package dev.signalbox.backend.explorer;

import dev.signalbox.backend.query.Attributes;
import dev.signalbox.backend.query.Page;
import dev.signalbox.backend.trace.ServiceSummary;
import dev.signalbox.backend.trace.TraceClusters;
import dev.signalbox.backend.trace.TraceQuery;
import dev.signalbox.backend.trace.TraceSummary;
import dev.signalbox.backend.trace.Traces;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of traces, with its filters. */
@Controller
class TracesPage {

    private static final int PAGE_SIZE = 50;

    private static final String[] PARAMETERS = {
        "service", "operation", "status", "minDurationMs", "maxDurationMs", "attribute", "range", "from", "to", "before"
    };

    private final Traces traces;

    TracesPage(Traces traces) {
        this.traces = traces;
    }

    @GetMapping("/traces")
    String traces(@RequestParam MultiValueMap<String, String> all, Model model, HttpServletResponse response) {
        Parameters parameters = new Parameters(all);
        Page<TraceSummary> page = new Page<>(List.of(), null);
        try {
            TraceQuery query = query(parameters);
            page = traces.search(query);
            TraceClusters found = traces.clusters(query, DurationPlot.COLUMNS);
            model.addAttribute("plot", found.clusters().size() < 2 ? null : DurationPlot.of(found));
        } catch (IllegalArgumentException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("problem", e.getMessage());
        }
        Address here = parameters.address("/traces", PARAMETERS);
        model.addAttribute("here", here);
        model.addAttribute("form", parameters);
        model.addAttribute("filtered", !here.parameters().isEmpty());
        model.addAttribute("ranges", TimeRange.CHOICES);
        model.addAttribute(
                "services", traces.services().stream().map(ServiceSummary::name).toList());
        model.addAttribute("operations", traces.operations(parameters.get("service")));
        model.addAttribute("traces", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute(
                "longest",
                page.items().stream()
                        .mapToDouble(TraceSummary::durationMs)
                        .max()
                        .orElse(0));
        return "traces";
    }

    private static TraceQuery query(Parameters parameters) {
        TimeRange time = parameters.time(Instant.now());
        Double shortest = parameters.millis("minDurationMs", "the shortest duration");
        Double longest = parameters.millis("maxDurationMs", "the longest duration");
        if (shortest != null && longest != null && shortest > longest) {
            throw new IllegalArgumentException("the shortest duration is longer than the longest");
        }
        return new TraceQuery(
                parameters.get("service"),
                parameters.get("operation"),
                TraceQuery.Status.parse(parameters.get("status")),
                shortest,
                longest,
                Attributes.parse(parameters.list("attribute")),
                time.from(),
                time.to(),
                PAGE_SIZE,
                parameters.before());
    }
}
