package dev.signalbox.pager.webhook;

import dev.signalbox.pager.inbox.Channel;
import dev.signalbox.pager.inbox.Inbox;
import dev.signalbox.pager.message.MessageReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes the webhook notifications of Alertmanager and of Grafana. */
@RestController
class AlertmanagerWebhook {

    private final Inbox inbox;
    private final MessageReader reader;

    AlertmanagerWebhook(Inbox inbox, MessageReader reader) {
        this.inbox = inbox;
        this.reader = reader;
    }

    /** Stores the message, or refuses all of it. */
    @PostMapping("/webhook")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(HttpServletRequest request) throws IOException {
        inbox.add(reader.read(request.getInputStream(), Channel.WEBHOOK, AlertmanagerMessage.class)
                .toMessage(request.getRemoteAddr()));
    }
}
