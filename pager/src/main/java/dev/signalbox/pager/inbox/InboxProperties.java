package dev.signalbox.pager.inbox;

import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param store the database file, without its ending
 * @param keep how many notifications are kept; the oldest go first
 */
@Validated
@ConfigurationProperties("signalbox.pager")
public record InboxProperties(
        @DefaultValue(".signalbox/pager") Path store,
        @DefaultValue("5000") @Positive int keep) {}
