package dev.signalbox.backend.ingest;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much is taken at a time ({@code signalbox.ingest.*}). The sum of the bounds keeps the heap within 384 MiB.
 *
 * @param maxBody largest request body, after decompression
 * @param maxRecording largest profile recording, after decompression; it lies in a file, but its stacks take some ten times as
 *     much memory while it is read. Ten seconds of a busy service are 1 MB
 * @param inFlight memory for bodies that are being read and decoded, estimated
 * @param queue memory for what is decoded and not yet stored, estimated, for each signal
 * @param retryAfter what a refused sender is told to wait
 */
@ConfigurationProperties("signalbox.ingest")
public record IngestSettings(
        @DefaultValue("8MB") DataSize maxBody,
        @DefaultValue("16MB") DataSize maxRecording,
        @DefaultValue("96MB") DataSize inFlight,
        @DefaultValue("24MB") DataSize queue,
        @DefaultValue("2s") Duration retryAfter) {}
