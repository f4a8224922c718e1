package dev.signalbox.lab.verify;

import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.Samples;
import dev.signalbox.lab.observe.Span;
import dev.signalbox.lab.verify.Visit.Step;
import java.time.Duration;
import java.util.List;

/** What a span leads to in the profiler. */
final class ProfileLinks {

    static final String HASH = "password.hash";

    /** Only the computation of a password's hash calls this. */
    static final String HASHING = "BCrypt";

    /** A sample stands for 10 ms; at both ends of a span one may be counted that is only partly its. */
    private static final Duration ENDS = Duration.ofMillis(20);

    private final Backends backends;
    private final Visit visit;

    ProfileLinks(Backends backends, Visit visit) {
        this.backends = backends;
        this.visit = visit;
    }

    /**
     * The span that hashes the password.
     *
     * @param spans of the trace of the step
     */
    static Span hashIn(List<Span> spans, Step step) {
        return spans.stream()
                .filter(span -> span.name().equals(HASH))
                .findFirst()
                .orElseThrow(() -> new Missing("the span " + HASH + " in the trace of the " + step));
    }

    /** The span that hashes a password has the samples of that, and no span that runs at the same time has them. */
    String spanToSamples() {
        Duration cpu = Duration.ZERO;
        for (Step step : visit.signIns()) {
            List<Span> spans = backends.trace(step.traceId());
            Span hash = hashIn(spans, step);
            Samples samples = backends.samplesOf(hash);
            Missing.unless(samples.has(HASHING), "samples of " + HASHING + " in the span " + HASH + " of the " + step);
            Missing.unless(
                    samples.cpu().compareTo(atMost(hash.duration())) <= 0,
                    "samples of the span " + HASH + " of the " + step + " alone: it lasted "
                            + hash.duration().toMillis() + " ms on one thread, and has samples for "
                            + samples.cpu().toMillis() + " ms");
            for (Span other : spans) {
                Missing.unless(
                        other.equals(hash) || !backends.samplesOf(other).has(HASHING),
                        "samples of its own only in " + other + " of the " + step + ": it has those of " + HASH);
            }
            cpu = cpu.plus(samples.cpu());
        }
        return cpu.toMillis() + " ms of " + HASHING + " in two spans at the same time";
    }

    /** Samples are drawn: of ten that are expected thirteen are no surprise, but those of two spans would be twenty. */
    private static Duration atMost(Duration lasted) {
        return lasted.multipliedBy(3).dividedBy(2).plus(ENDS);
    }
}
