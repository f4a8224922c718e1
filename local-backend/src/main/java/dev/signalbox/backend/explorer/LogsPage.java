package dev.signalbox.backend.explorer;

import dev.signalbox.backend.log.LogLine;
import dev.signalbox.backend.log.LogQuery;
import dev.signalbox.backend.log.LogTail;
import dev.signalbox.backend.log.LogVolume;
import dev.signalbox.backend.log.Logs;
import dev.signalbox.backend.query.Attributes;
import dev.signalbox.backend.query.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The list of log lines, with its filters. */
@Controller
class LogsPage {

    private static final int PAGE_SIZE = 100;

    private static final String[] PARAMETERS = {
        "service", "level", "text", "attribute", "traceId", "spanId", "range", "from", "to", "live", "before"
    };

    private final Logs logs;
    private final LogTail tail;

    LogsPage(Logs logs, LogTail tail) {
        this.logs = logs;
        this.tail = tail;
    }

    @GetMapping("/logs")
    String logs(@RequestParam MultiValueMap<String, String> all, Model model, HttpServletResponse response) {
        Parameters parameters = new Parameters(all);
        Address here = parameters.address("/logs", PARAMETERS);
        Page<LogLine> page = new Page<>(List.of(), null);
        try {
            LogQuery query = query(parameters);
            page = logs.search(query);
            LogVolume volume = logs.volume(query, VolumeChart.PARTS);
            model.addAttribute("volume", volume == null ? null : VolumeChart.of(volume, here));
        } catch (IllegalArgumentException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("problem", e.getMessage());
        }
        model.addAttribute("here", here);
        model.addAttribute("live", parameters.get("live") != null && parameters.get("before") == null);
        model.addAttribute(
                "events", parameters.address("/logs/live", PARAMETERS).without("live"));
        model.addAttribute("form", parameters);
        model.addAttribute("filtered", !here.without("live").parameters().isEmpty());
        model.addAttribute("ranges", TimeRange.CHOICES);
        model.addAttribute("services", logs.services());
        model.addAttribute("levels", logs.levels());
        model.addAttribute("lines", page.items());
        model.addAttribute("next", page.next());
        return "logs";
    }

    /** Says when lines arrive that match; the page then asks for them. */
    @GetMapping(value = "/logs/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(@RequestParam MultiValueMap<String, String> all) throws IOException {
        return tail.watch(query(new Parameters(all)));
    }

    private static LogQuery query(Parameters parameters) {
        TimeRange time = parameters.time(Instant.now());
        return new LogQuery(
                parameters.traceId(),
                parameters.spanId(),
                parameters.get("service"),
                parameters.get("level"),
                parameters.get("text"),
                Attributes.parse(parameters.list("attribute")),
                time.from(),
                time.to(),
                PAGE_SIZE,
                parameters.before());
    }
}
