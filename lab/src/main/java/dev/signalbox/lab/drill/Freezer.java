package dev.signalbox.lab.drill;

import dev.signalbox.lab.home.LabException;
import java.io.IOException;

/** Freezes parts of a lab. */
interface Freezer {

    /**
     * @throws LabException if there is no such part, or it does not run
     */
    Freezable find(Victim victim) throws IOException;

    /** A part that can be frozen: it is there, and does nothing. */
    interface Freezable {

        void freeze() throws IOException;

        /**
         * Lets it work again, if it is frozen.
         *
         * @throws LabException if that failed; the message says what did
         */
        void end(Cure cure) throws IOException;
    }

    /** How a part that was frozen comes to work again. */
    enum Cure {
        /** It goes on where it was. */
        THAW,
        /** It dies, and is started again. */
        RESTART
    }
}
