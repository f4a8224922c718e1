package dev.signalbox.front.api;

import dev.signalbox.front.activity.Activity;
import dev.signalbox.front.activity.ActivityLog;
import dev.signalbox.front.session.CurrentVisitor;
import dev.signalbox.front.session.Visitor;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the visitor did. */
@RestController
@RequestMapping("/api/activity")
class ActivityApi {

    private final ActivityLog activity;

    ActivityApi(ActivityLog activity) {
        this.activity = activity;
    }

    /**
     * The visitor's activity, newest first.
     *
     * @param limit at most this many
     */
    @GetMapping
    Mono<List<Activity>> activity(
            @CurrentVisitor Visitor visitor, @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        return activity.newest(visitor.email(), limit);
    }
}
