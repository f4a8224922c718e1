package dev.signalbox.backend.explorer;

import dev.signalbox.backend.log.LogLine;
import dev.signalbox.backend.log.LogQuery;
import dev.signalbox.backend.log.Logs;
import dev.signalbox.backend.profile.ProfileQuery;
import dev.signalbox.backend.profile.Profiles;
import dev.signalbox.backend.query.Page;
import dev.signalbox.backend.trace.Span;
import dev.signalbox.backend.trace.Traces;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One trace: its timeline, one of its spans, its log lines, its flame graph. */
@Controller
class TracePage {

    /** How many rows and lines a browser is sent; more could not be read anyway. */
    private static final int MOST_ROWS = 1000;

    private static final int MOST_LINES = 500;

    /** How often the page of a trace that is not there asks again, once a second: a new one arrives within 5 s. */
    private static final int TRIES = 10;

    /** How long after its last span a trace may still grow, as far as the page is concerned. */
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Traces traces;
    private final Logs logs;
    private final Profiles profiles;

    TracePage(Traces traces, Logs logs, Profiles profiles) {
        this.traces = traces;
        this.logs = logs;
        this.profiles = profiles;
    }

    /**
     * @param all {@code span} selects a span; {@code view=flame} shows the flame graph instead of the timeline, of the
     *     selected span or of the whole trace, with {@code zoom} and {@code search}; {@code lines=all} shows all log
     *     lines of the trace although a span is selected; {@code try} counts how often the page asked by itself
     */
    @GetMapping("/traces/{traceId}")
    String trace(
            @PathVariable String traceId,
            @RequestParam MultiValueMap<String, String> all,
            Model model,
            HttpServletResponse response) {
        Parameters parameters = new Parameters(all);
        String id = Parameters.traceId(traceId);
        Address here = parameters.address("/traces/" + id, "span", "view", "lines", "zoom", "search");
        model.addAttribute("traceId", id);
        model.addAttribute("here", here);
        model.addAttribute("form", parameters);
        int tries = parameters.text("try").map(TracePage::tries).orElse(0);
        model.addAttribute("retry", tries < TRIES ? here.with("try", tries + 1).toString() : null);

        List<Span> spans = traces.spans(id);
        if (spans.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return "trace-missing";
        }
        Waterfall waterfall = Waterfall.of(spans);
        Optional<Waterfall.Row> selected =
                parameters.text("span").map(Parameters::spanId).flatMap(waterfall::row);
        // A selected span that is not there (yet) is said, not silently forgotten.
        model.addAttribute("missingSpan", selected.isEmpty() ? parameters.get("span") : null);
        model.addAttribute("waterfall", waterfall);
        model.addAttribute("rows", waterfall.rows().stream().limit(MOST_ROWS).toList());
        model.addAttribute("selected", selected.orElse(null));
        model.addAttribute("growing", growing(waterfall));
        if ("flame".equals(parameters.get("view"))) {
            flame(id, waterfall, selected.map(Waterfall.Row::span), parameters, model);
        } else {
            lines(id, selected.map(Waterfall.Row::span), parameters, model);
        }
        return "trace";
    }

    private void lines(String traceId, Optional<Span> selected, Parameters parameters, Model model) {
        Page<LogLine> page = logs.search(LogQuery.ofTrace(traceId, MOST_LINES));
        List<LogLine> lines = new ArrayList<>(page.items());
        Collections.reverse(lines);
        model.addAttribute("allLines", lines.size());
        model.addAttribute("linesTruncated", page.next() != null);
        boolean ofSpan = selected.isPresent() && !"all".equals(parameters.get("lines"));
        model.addAttribute("linesOfSpan", ofSpan);
        model.addAttribute(
                "lines",
                ofSpan
                        ? lines.stream()
                                .filter(line -> selected.get().spanId().equals(line.spanId()))
                                .toList()
                        : lines);
    }

    private void flame(
            String traceId, Waterfall waterfall, Optional<Span> selected, Parameters parameters, Model model) {
        Optional<Span> profiled = selected.flatMap(waterfall::profiled);
        ProfileQuery query = profiled.isPresent()
                ? ProfileQuery.ofSpan(traceId, profiled.get().spanId())
                : ProfileQuery.ofTrace(traceId);
        model.addAttribute("profiled", profiled.orElse(null));
        model.addAttribute(
                "flame", FlameChart.of(profiles.flameGraph(query), parameters.get("zoom"), parameters.get("search")));
    }

    private static boolean growing(Waterfall waterfall) {
        long now = TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
        return !waterfall.complete() && now - waterfall.start() - waterfall.duration() < SETTLED_NANOS;
    }

    private static int tries(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : TRIES;
    }
}
