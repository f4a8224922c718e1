package dev.signalbox.pager.inbox;

import java.time.Instant;
import java.util.List;
import org.hibernate.validator.constraints.Range;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The inbox for programs: drills and tests. */
@RestController
class NotificationsApi {

    private final Inbox inbox;

    NotificationsApi(Inbox inbox) {
        this.inbox = inbox;
    }

    /**
     * Notifications that match all that is given, newest first.
     *
     * @param since received at or after: ISO-8601 or epoch milliseconds
     */
    @GetMapping("/api/notifications")
    Page notifications(
            @RequestParam(required = false) String alertname,
            @RequestParam(required = false) String service,
            @RequestParam(required = false) Status status,
            @RequestParam(required = false) Channel channel,
            @RequestParam(required = false) Instant since,
            @RequestParam(required = false) Long before,
            @RequestParam(defaultValue = "100") @Range(min = 1, max = 1000) int limit) {
        return inbox.find(new Filter(alertname, service, status, channel, since, before), limit);
    }

    /**
     * How many notifications that match came by each channel. "Exactly one notification, and one that it is over" is,
     * for every channel that ought to tell: firing 1, resolved 1.
     *
     * @param since received at or after: ISO-8601 or epoch milliseconds
     */
    @GetMapping("/api/notifications/count")
    List<Count> count(
            @RequestParam(required = false) String alertname,
            @RequestParam(required = false) String service,
            @RequestParam(required = false) Channel channel,
            @RequestParam(required = false) Instant since) {
        return inbox.count(new Filter(alertname, service, null, channel, since, null));
    }
}
