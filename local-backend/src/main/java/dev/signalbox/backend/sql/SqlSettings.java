package dev.signalbox.backend.sql;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of a statement ({@code signalbox.sql.*}).
 *
 * @param timeout a statement that takes longer is ended
 */
@ConfigurationProperties("signalbox.sql")
public record SqlSettings(@DefaultValue("10s") Duration timeout) {}
