package dev.signalbox.pager.message;

import dev.signalbox.pager.inbox.Channel;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what is posted, or refuses it. */
@Component
public class MessageReader {

    /** A group of a few hundred alerts. */
    public static final int MAX_BYTES = 1024 * 1024;

    private final JsonMapper json;
    private final Validator validator;

    MessageReader(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * Reads one message of a channel.
     *
     * @throws MalformedMessageException if it is too long, no JSON, or not what the type allows
     */
    public <T> T read(InputStream body, Channel channel, Class<T> type) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new MalformedMessageException(
                    channel, HttpStatus.CONTENT_TOO_LARGE, "more than " + MAX_BYTES + " bytes", null);
        }
        T message;
        try {
            message = json.readValue(bytes, type);
        } catch (JacksonException e) {
            throw new MalformedMessageException(channel, e.getOriginalMessage(), e);
        }
        if (message == null) {
            throw new MalformedMessageException(channel, "null is no message", null);
        }
        String violations = validator.validate(message).stream()
                .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                .sorted()
                .limit(10)
                .collect(Collectors.joining("; "));
        if (!violations.isEmpty()) {
            throw new MalformedMessageException(channel, violations, null);
        }
        return message;
    }
}
