package dev.signalbox.pager.webhook;

import dev.signalbox.pager.inbox.Channel;
import dev.signalbox.pager.inbox.Inbox;
import dev.signalbox.pager.web.MalformedMessageException;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes Alertmanager's webhook notifications. */
@RestController
class AlertmanagerWebhook {

    /** A group of a few hundred alerts; Alertmanager's max_alerts bounds it on its side. */
    static final int MAX_BYTES = 1024 * 1024;

    private final Inbox inbox;
    private final JsonMapper json;
    private final Validator validator;

    AlertmanagerWebhook(Inbox inbox, JsonMapper json, Validator validator) {
        this.inbox = inbox;
        this.json = json;
        this.validator = validator;
    }

    /**
     * Stores every alert of the message, or refuses all of it.
     *
     * @param sender names the Alertmanager where its external URL does not tell one from the other
     */
    @PostMapping({"/webhook/alertmanager", "/webhook/grafana"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(InputStream body, @RequestParam(required = false) String sender) throws IOException {
        if (sender != null && (sender.isBlank() || sender.length() > 200)) {
            throw malformed(HttpStatus.BAD_REQUEST, "sender must have 1 to 200 characters", null);
        }
        inbox.add(read(body).toAlerts(sender));
    }

    private AlertmanagerMessage read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw malformed(HttpStatus.CONTENT_TOO_LARGE, "more than " + MAX_BYTES + " bytes", null);
        }
        AlertmanagerMessage message;
        try {
            message = json.readValue(bytes, AlertmanagerMessage.class);
        } catch (JacksonException e) {
            throw malformed(HttpStatus.BAD_REQUEST, "not a message of Alertmanager: " + e.getOriginalMessage(), e);
        }
        if (message == null) {
            throw malformed(HttpStatus.BAD_REQUEST, "not a message of Alertmanager: null", null);
        }
        String violations = validator.validate(message).stream()
                .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                .sorted()
                .limit(10)
                .collect(Collectors.joining("; "));
        if (!violations.isEmpty()) {
            throw malformed(HttpStatus.BAD_REQUEST, violations, null);
        }
        return message;
    }

    private static MalformedMessageException malformed(HttpStatus status, String detail, Throwable cause) {
        return new MalformedMessageException(Channel.WEBHOOK, status, detail, cause);
    }
}
