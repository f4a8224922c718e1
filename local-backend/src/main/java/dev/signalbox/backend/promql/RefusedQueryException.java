package dev.signalbox.backend.promql;

/** Prometheus does not run this query; the message is its own. */
public class RefusedQueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedQueryException(String message) {
        super(message);
    }
}
