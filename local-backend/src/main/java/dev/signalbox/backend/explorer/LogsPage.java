package dev.signalbox.backend.explorer;

import dev.signalbox.backend.log.LogLine;
import dev.signalbox.backend.log.LogQuery;
import dev.signalbox.backend.log.Logs;
import dev.signalbox.backend.query.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of log lines, with its filters. */
@Controller
class LogsPage {

    private static final int PAGE_SIZE = 100;

    private static final String[] PARAMETERS = {
        "service", "level", "text", "traceId", "spanId", "range", "from", "to", "before"
    };

    private final Logs logs;

    LogsPage(Logs logs) {
        this.logs = logs;
    }

    @GetMapping("/logs")
    String logs(@RequestParam MultiValueMap<String, String> all, Model model, HttpServletResponse response) {
        Parameters parameters = new Parameters(all);
        Page<LogLine> page = new Page<>(List.of(), null);
        try {
            page = logs.search(query(parameters));
        } catch (IllegalArgumentException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("problem", e.getMessage());
        }
        Address here = parameters.address("/logs", PARAMETERS);
        model.addAttribute("here", here);
        model.addAttribute("form", parameters);
        model.addAttribute("filtered", !here.parameters().isEmpty());
        model.addAttribute("ranges", TimeRange.CHOICES);
        model.addAttribute("services", logs.services());
        model.addAttribute("levels", logs.levels());
        model.addAttribute("lines", page.items());
        model.addAttribute("next", page.next());
        return "logs";
    }

    private static LogQuery query(Parameters parameters) {
        TimeRange time = parameters.time(Instant.now());
        return new LogQuery(
                parameters.traceId(),
                parameters.spanId(),
                parameters.get("service"),
                parameters.get("level"),
                parameters.get("text"),
                time.from(),
                time.to(),
                PAGE_SIZE,
                parameters.before());
    }
}
