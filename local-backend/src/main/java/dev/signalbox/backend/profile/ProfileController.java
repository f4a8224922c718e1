package dev.signalbox.backend.profile;

import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Flame graphs as JSON. */
@RestController
class ProfileController {

    private final Profiles profiles;

    ProfileController(Profiles profiles) {
        this.profiles = profiles;
    }

    @GetMapping("/api/profiles")
    FlameGraph flameGraph(
            @RequestParam(required = false) String service,
            @RequestParam(required = false) String traceId,
            @RequestParam(required = false) String spanId,
            @RequestParam(required = false) String operation,
            @RequestParam(required = false) Instant from,
            @RequestParam(required = false) Instant to) {
        return profiles.flameGraph(new ProfileQuery(service, traceId, spanId, operation, from, to))
                .withoutSmallParts();
    }
}
