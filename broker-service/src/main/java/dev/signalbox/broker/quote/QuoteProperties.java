package dev.signalbox.broker.quote;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How prices move.
 *
 * @param seed makes the walk repeatable
 * @param tick time between two steps
 */
@ConfigurationProperties("signalbox.quotes")
public record QuoteProperties(long seed, Duration tick) {}
