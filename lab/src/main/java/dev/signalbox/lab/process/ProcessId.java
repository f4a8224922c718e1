package dev.signalbox.lab.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that can be told apart from a later one with the same number.
 *
 * @param pid the operating system's number
 * @param started when it started; on Linux derived from the boot time, which other processes see up to a second apart
 */
public record ProcessId(long pid, Instant started) {

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    public static ProcessId of(ProcessHandle process) {
        return new ProcessId(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process, if it still runs and is the same one: right number, right start. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        process.info().startInstant().filter(this::isMyStart).isPresent());
    }

    public boolean isAlive() {
        return find().isPresent();
    }

    private boolean isMyStart(Instant other) {
        return Duration.between(started, other).abs().compareTo(CLOCK_TOLERANCE) <= 0;
    }
}
