package dev.signalbox.front.activity;

import dev.signalbox.front.links.Links;
import java.time.Instant;
import java.util.UUID;

/**
 * One thing that a visitor did.
 *
 * @param at when it began
 * @param detail what it was about or why it was refused, in words; may be empty
 * @param durationMs how long it took, in milliseconds
 * @param traceId its trace, or null if it had none
 * @param links where to look at the trace, or null if there is none
 */
public record Activity(
        UUID id,
        Instant at,
        Action action,
        Outcome outcome,
        String detail,
        long durationMs,
        String traceId,
        Links links) {}
