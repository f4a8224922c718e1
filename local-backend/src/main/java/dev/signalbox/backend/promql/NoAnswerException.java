package dev.signalbox.backend.promql;

/** Prometheus does not answer, or not as Prometheus does; the message says which. */
public class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message);
    }
}
