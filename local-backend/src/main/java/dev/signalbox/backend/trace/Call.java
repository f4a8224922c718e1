package dev.signalbox.backend.trace;

/**
 * What one part of the system asked of another in a time range.
 *
 * @param from the service that asked; null when nobody who sends spans did: people, and other programs
 * @param to the service or the database that was asked; an address where it is not known what answers there
 * @param kind what {@code to} is
 * @param requests how often
 * @param errors how many of them failed
 */
public record Call(String from, String to, Kind kind, long requests, long errors) {

    /** The same two with other counts. */
    Call with(long otherRequests, long otherErrors) {
        return new Call(from, to, kind, otherRequests, otherErrors);
    }

    /** What is asked. */
    public enum Kind {
        SERVICE,
        DATABASE,
        /** Something that sends no spans, or does not run. */
        UNKNOWN
    }
}
