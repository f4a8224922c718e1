package dev.signalbox.lab.drill;

import dev.signalbox.lab.drill.Freezer.Cure;

/** What a drill breaks. */
sealed interface Cause {

    /** A fault of {@code signalbox fault list} that is turned on. */
    record Fault(String name) implements Cause {
        @Override
        public String toString() {
            return "fault " + name;
        }
    }

    /** A part of the lab that is frozen: it is there, and does nothing. (One that dies is started again at once.) */
    record Frozen(Victim victim, Cure cure) implements Cause {
        @Override
        public String toString() {
            return victim + " frozen";
        }
    }

    /** Visitors who mean harm. */
    record Attack(Load load) implements Cause {
        @Override
        public String toString() {
            return "attack " + load;
        }
    }
}
