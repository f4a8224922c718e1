package dev.signalbox.lab.doctor;

/**
 * What the doctor saw.
 *
 * @param what was looked at, and how it is
 * @param advice what to do; empty if nothing
 */
record Finding(Verdict verdict, String what, String advice) {

    /** How bad it is. */
    enum Verdict {
        FINE,
        /** The lab runs, but not with everything or not as well as it could. */
        NOTE,
        /** The lab will not run. */
        STOPS
    }

    static Finding fine(String what) {
        return new Finding(Verdict.FINE, what, "");
    }

    static Finding note(String what, String advice) {
        return new Finding(Verdict.NOTE, what, advice);
    }

    static Finding stops(String what, String advice) {
        return new Finding(Verdict.STOPS, what, advice);
    }
}
