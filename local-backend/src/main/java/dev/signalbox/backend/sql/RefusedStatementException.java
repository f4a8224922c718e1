package dev.signalbox.backend.sql;

import java.io.Serial;

/** A statement that is not run, or was ended; the message says why, to the person who wrote it. */
public class RefusedStatementException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public RefusedStatementException(String message) {
        super(message);
    }
}
