package dev.signalbox.pager.web;

import dev.signalbox.pager.inbox.Channel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers errors of the programs' side as RFC 9457 problems, and counts the messages that were refused. */
@RestControllerAdvice(annotations = RestController.class)
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final MeterRegistry meters;

    Problems(MeterRegistry meters) {
        this.meters = meters;
        for (Channel channel : Channel.values()) {
            malformed(channel);
        }
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(MalformedMessageException refused) {
        malformed(refused.channel()).increment();
        log.warn(
                "Refused a message by {}: {}",
                refused.channel().label(),
                refused.getBody().getDetail());
        return ResponseEntity.of(refused.getBody()).build();
    }

    private Counter malformed(Channel channel) {
        return Counter.builder("signalbox.pager.malformed")
                .description("Messages refused because they are not what the channel's senders send")
                .tag("channel", channel.label())
                .register(meters);
    }
}
