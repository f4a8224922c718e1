package dev.signalbox.front.activity;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the list of activity may cost.
 *
 * @param keep how long an entry is kept
 * @param perAccount how many entries are kept for each account, the newest ones
 * @param patience how long a visitor's action waits for its entry to be written, before it goes on without
 */
@Validated
@ConfigurationProperties("signalbox.activity")
public record ActivityProperties(
        @DefaultValue("30d") Duration keep,
        @DefaultValue("500") @Min(1) int perAccount,
        @DefaultValue("1s") Duration patience) {}
