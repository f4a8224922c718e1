package dev.signalbox.backend.trace;

import java.time.Instant;

/** A service that spans are stored of. */
public record ServiceSummary(String name, long spanCount, Instant lastSeen) {}
