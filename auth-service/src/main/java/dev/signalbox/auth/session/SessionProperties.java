package dev.signalbox.auth.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long sessions live.
 *
 * @param lifetime from sign-in to expiry
 * @param cleanupInterval pause between two removals of expired sessions
 */
@ConfigurationProperties("signalbox.auth.session")
record SessionProperties(Duration lifetime, Duration cleanupInterval) {}
