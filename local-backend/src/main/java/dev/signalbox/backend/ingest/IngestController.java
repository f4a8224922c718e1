package dev.signalbox.backend.ingest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What came in, by signal. */
@RestController
class IngestController {

    private final IngestCounters counters;

    IngestController(IngestCounters counters) {
        this.counters = counters;
    }

    @GetMapping("/api/ingest")
    Map<String, IngestCounters.Snapshot> counts() {
        Map<String, IngestCounters.Snapshot> counts = new LinkedHashMap<>();
        for (Signal signal : Signal.values()) {
            counts.put(signal.label(), counters.of(signal).snapshot());
        }
        return counts;
    }
}
