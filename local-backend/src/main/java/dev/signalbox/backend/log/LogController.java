package dev.signalbox.backend.log;

import dev.signalbox.backend.query.Attributes;
import dev.signalbox.backend.query.Cursor;
import dev.signalbox.backend.query.Page;
import java.time.Instant;
import java.util.List;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Log lines as JSON. */
@RestController
class LogController {

    private final Logs logs;

    LogController(Logs logs) {
        this.logs = logs;
    }

    @GetMapping("/api/logs")
    Page<LogLine> search(
            @RequestParam(required = false) String traceId,
            @RequestParam(required = false) String spanId,
            @RequestParam(required = false) String service,
            @RequestParam(required = false) String level,
            @RequestParam(required = false) String text,
            @RequestParam MultiValueMap<String, String> all,
            @RequestParam(required = false) Instant from,
            @RequestParam(required = false) Instant to,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) Cursor before) {
        return logs.search(new LogQuery(
                traceId,
                spanId,
                service,
                level,
                text,
                // For attribute: as a list or an array, a single value would be split at its commas.
                Attributes.parse(all.getOrDefault("attribute", List.of())),
                from,
                to,
                limit,
                before));
    }
}
