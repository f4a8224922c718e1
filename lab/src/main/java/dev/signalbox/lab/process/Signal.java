package dev.signalbox.lab.process;

import java.io.IOException;

/** Signals that the lab sends. */
public enum Signal {
    /** Please end. */
    TERM,
    /** To PostgreSQL: end now, do not wait for clients to leave. */
    INT,
    /** Freeze. */
    STOP,
    /** Go on. */
    CONT,
    /** End, unasked. */
    KILL;

    /**
     * Sends this signal; a process that is gone already is no error.
     *
     * @throws IOException if no shell could be started
     */
    public void send(long pid) throws IOException {
        // Java itself knows TERM and KILL only. The shell's kill is there even where the program kill is not.
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name() + " " + pid + " 2>/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            kill.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
