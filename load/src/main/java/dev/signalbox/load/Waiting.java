package dev.signalbox.load;

import io.gatling.javaapi.core.Session;
import java.time.Duration;

/**
 * A request whose visitor waits for the answer, kept in that visitor's session. Gatling has no place for a listener that
 * would hear of requests that are never answered; but a visitor who goes on without an answer knows.
 */
final class Waiting {

    private static final String KEY = "waiting";

    private final long since = System.nanoTime();
    private volatile boolean answered;

    /** The visitor asks. */
    static Session begin(Session visitor) {
        return visitor.set(KEY, new Waiting());
    }

    /** The answer is there, whatever it is. */
    static void answered(Session visitor) {
        if (visitor.contains(KEY)) {
            visitor.<Waiting>get(KEY).answered = true;
        }
    }

    /** The visitor goes on, with an answer or without: then because it took too long, or the connection failed. */
    static Session end(Session visitor, String simulation, String request, Duration patience) {
        Waiting waiting = visitor.get(KEY);
        if (!waiting.answered) {
            long waited = System.nanoTime() - waiting.since;
            LoadMetrics.unanswered(simulation, request, waited < patience.toNanos() ? "connection" : "timeout", waited);
        }
        return visitor.remove(KEY);
    }

    private Waiting() {}
}
