package dev.signalbox.backend.store;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where and how much is stored ({@code signalbox.store.*}).
 *
 * @param path folder of the database, made when it is not there
 * @param maxAge signals older than this are deleted
 * @param maxSize bound on the database's live size; beyond it the oldest signals are deleted
 * @param memoryLimit memory DuckDB may use, outside of the Java heap
 * @param threads threads DuckDB may use for one query
 * @param flushInterval how often arrived signals are made durable and visible
 * @param retentionInterval how often age and size are looked at
 */
@ConfigurationProperties("signalbox.store")
public record StoreSettings(
        @DefaultValue(".signalbox/store") Path path,
        @DefaultValue("7d") Duration maxAge,
        @DefaultValue("2GB") DataSize maxSize,
        @DefaultValue("512MB") DataSize memoryLimit,
        @DefaultValue("2") int threads,
        @DefaultValue("300ms") Duration flushInterval,
        @DefaultValue("1m") Duration retentionInterval) {}
