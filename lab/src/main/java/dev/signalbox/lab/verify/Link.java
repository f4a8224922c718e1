package dev.signalbox.lab.verify;

/**
 * One promise: from one thing that the lab says, another can be found.
 *
 * @param name from what to what
 * @param needs what it is made of
 * @param look where to look when it does not hold
 * @param check follows it
 */
record Link(String name, Needs needs, String look, Check check) {

    /** What a link is made of, and what not every lab has. */
    enum Needs {
        NOTHING_ELSE,
        /** Prometheus, which may be missing on a machine: then the link does not hold. */
        PROMETHEUS,
        /** The profiler, which comes with the agent: without the agent the link is not promised. */
        PROFILER
    }

    /** Follows a link. */
    interface Check {

        /**
         * Follows it once.
         *
         * @return what was followed, for a person
         * @throws Missing if it does not hold, or not yet
         * @throws NotPromised if it need not hold in this lab
         */
        String follow();
    }
}
