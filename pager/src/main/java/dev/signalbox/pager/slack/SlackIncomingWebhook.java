package dev.signalbox.pager.slack;

import dev.signalbox.pager.inbox.Channel;
import dev.signalbox.pager.inbox.Inbox;
import dev.signalbox.pager.message.MalformedMessageException;
import dev.signalbox.pager.message.MessageReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes what is meant for a Slack channel. */
@RestController
class SlackIncomingWebhook {

    private final Inbox inbox;
    private final MessageReader reader;

    SlackIncomingWebhook(Inbox inbox, MessageReader reader) {
        this.inbox = inbox;
        this.reader = reader;
    }

    /** Stores the message, or refuses it. The answer is Slack's: Grafana looks for it. */
    @PostMapping(path = "/slack", produces = MediaType.TEXT_PLAIN_VALUE)
    String receive(HttpServletRequest request) throws IOException {
        inbox.add(reader.read(request.getInputStream(), Channel.SLACK, SlackMessage.class)
                .toMessage(request.getRemoteAddr())
                .orElseThrow(() -> new MalformedMessageException(
                        Channel.SLACK, "no title with [FIRING] or [RESOLVED] in it", null)));
        return "ok";
    }
}
