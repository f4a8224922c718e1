package dev.signalbox.pager.message;

import dev.signalbox.pager.inbox.Channel;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A message that is not what its channel's senders send. It is answered with a 4xx and stored nowhere. */
public class MalformedMessageException extends ErrorResponseException {

    private final transient Channel channel;

    public MalformedMessageException(Channel channel, HttpStatus status, String detail, Throwable cause) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
        this.channel = channel;
    }

    /** With the status 400. */
    public MalformedMessageException(Channel channel, String detail, Throwable cause) {
        this(channel, HttpStatus.BAD_REQUEST, detail, cause);
    }

    /** The channel it came by. */
    public Channel channel() {
        return channel;
    }
}
