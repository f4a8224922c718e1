package dev.signalbox.pager.pagerduty;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.pager.inbox.Channel;
import dev.signalbox.pager.inbox.Inbox;
import dev.signalbox.pager.message.MessageReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes what is meant for PagerDuty. */
@RestController
class PagerDutyEvents {

    private final Inbox inbox;
    private final MessageReader reader;

    PagerDutyEvents(Inbox inbox, MessageReader reader) {
        this.inbox = inbox;
        this.reader = reader;
    }

    /** PagerDuty's answer: Alertmanager wants its status 202. */
    record Accepted(
            String status,
            String message,
            @JsonProperty("dedup_key") String dedupKey) {}

    /** Stores the event, or refuses it. */
    @PostMapping("/v2/enqueue")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted receive(HttpServletRequest request) throws IOException {
        PagerDutyEvent event = reader.read(request.getInputStream(), Channel.PAGERDUTY, PagerDutyEvent.class);
        String key = event.dedupKey() == null ? UUID.randomUUID().toString() : event.dedupKey();
        inbox.add(event.toMessage(key, request.getRemoteAddr()));
        return new Accepted("success", "Event processed", key);
    }
}
