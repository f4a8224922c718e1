package dev.signalbox.backend.metric;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How many metrics are kept for Prometheus to scrape ({@code signalbox.metrics.*}).
 *
 * @param maxSeries label sets; beyond it new ones are rejected, and those that are known go on
 * @param maxSize memory of all series, estimated; the same
 * @param expireAfter a series that was not sent for so long is gone: longer than any sensible export interval
 */
@ConfigurationProperties("signalbox.metrics")
public record MetricSettings(
        @DefaultValue("20000") int maxSeries,
        @DefaultValue("48MB") DataSize maxSize,
        @DefaultValue("60s") Duration expireAfter) {}
