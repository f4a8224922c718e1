package dev.signalbox.lab.verify;

import dev.signalbox.lab.home.Pair;
import java.time.Duration;

/**
 * What came of one promise.
 *
 * @param name of the promise
 * @param followed what was followed, or what is missing
 * @param took from the visit until it was there; null if it was not
 * @param look where to look when it did not hold
 */
record Row(String name, Verdict verdict, String followed, Duration took, String look) {

    /** How a promise stands. */
    enum Verdict {
        PASSED,
        FAILED,
        /** Not promised in a lab of this kind. */
        NOT_PROMISED
    }

    static Row passed(String name, String followed, Duration took) {
        return new Row(name, Verdict.PASSED, followed, took, "");
    }

    static Row failed(String name, String missing, String look) {
        return new Row(name, Verdict.FAILED, missing, null, look);
    }

    /** Of a promise that only Prometheus can prove, in a lab that has none. */
    static Row withoutPrometheus(String name) {
        return failed(name, Pair.PROMETHEUS.missing() + ", so nothing is proven", Pair.HOW_TO_GET_IT);
    }

    static Row notPromised(String name, String why) {
        return new Row(name, Verdict.NOT_PROMISED, why, null, "");
    }

    /** Whether it says how long it took. */
    boolean isTimed() {
        return took != null && !took.isZero();
    }

    boolean isFailed() {
        return verdict == Verdict.FAILED;
    }
}
