package dev.signalbox.load;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** The header of the W3C's Trace Context, by which a client begins a trace and wishes it to be sampled. */
final class TraceParent {

    /** A new trace; {@code 00-<32 digits>-<16 digits>-01}. Never the same twice, whatever the seed of the data is. */
    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        // An id of zeros would be invalid; odd numbers are never that.
        return String.format(
                Locale.ROOT, "00-%016x%016x-%016x-01", random.nextLong(), random.nextLong() | 1, random.nextLong() | 1);
    }

    private TraceParent() {}
}
