package dev.signalbox.pager.message;

import dev.signalbox.pager.inbox.Channel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Counts the messages that are refused, and says why in the log. */
@Component
public class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final MeterRegistry meters;

    Refusals(MeterRegistry meters) {
        this.meters = meters;
        // From 0, so that the first increase can be seen by a rule.
        for (Channel channel : Channel.values()) {
            malformed(channel);
        }
    }

    public void count(Channel channel, String reason) {
        malformed(channel).increment();
        log.warn("Refused a message by {}: {}", channel.label(), reason);
    }

    private Counter malformed(Channel channel) {
        return Counter.builder("signalbox.pager.malformed")
                .description("Messages refused because they are not what the channel's senders send")
                .tag("channel", channel.label())
                .register(meters);
    }
}
