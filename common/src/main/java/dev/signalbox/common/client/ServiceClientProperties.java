package dev.signalbox.common.client;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules of every call between services; the defaults are the lab's.
 *
 * @param connectTimeout time for a connection to be made
 * @param responseTimeout how long an answer may be silent; one attempt, the connection and the whole answer included,
 *     may take this and the connect timeout
 * @param retries how often a repeatable call is tried again after its first attempt, 0 or more
 * @param backoff pause before the first retry; it doubles each time and is jittered by half
 * @param circuit when to stop asking for a while
 */
@ConfigurationProperties("signalbox.client")
public record ServiceClientProperties(
        @DefaultValue("500ms") Duration connectTimeout,
        @DefaultValue("3s") Duration responseTimeout,
        @DefaultValue("2") int retries,
        @DefaultValue("50ms") Duration backoff,
        @DefaultValue Circuit circuit) {

    /**
     * When the circuit to a service opens and closes.
     *
     * @param window how many of the last attempts are judged
     * @param minimumCalls how many attempts there must be before a judgement
     * @param failureRate percentage of failed attempts at which the circuit opens, 1 to 100
     * @param open how long it stays open; also what callers are told in {@code Retry-After}
     * @param trialCalls how many attempts then decide whether it closes again
     */
    public record Circuit(
            @DefaultValue("20") int window,
            @DefaultValue("10") int minimumCalls,
            @DefaultValue("50") float failureRate,
            @DefaultValue("5s") Duration open,
            @DefaultValue("3") int trialCalls) {}
}
