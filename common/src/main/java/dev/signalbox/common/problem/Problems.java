package dev.signalbox.common.problem;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Which problem an exception is. */
class Problems {

    /** What a caller is told to wait for a database that is away, or a body that must shrink. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    ErrorResponse of(Throwable error) {
        if (error instanceof WebExchangeBindException invalid) {
            return withErrors(
                    invalid,
                    invalid.getFieldErrors().stream()
                            .map(e -> fieldError(e.getField(), String.valueOf(e.getDefaultMessage())))
                            .toList());
        }
        if (error instanceof ServerWebInputException unreadable) {
            return ofInput(unreadable);
        }
        if (error instanceof ErrorResponse response) {
            return response;
        }
        if (error instanceof DataBufferLimitException) {
            return problem(error, HttpStatus.CONTENT_TOO_LARGE, "The request body is too large.");
        }
        if (isDatabaseUnavailable(error)) {
            return new Unavailable("The database cannot be reached at the moment.", RETRY_AFTER, error);
        }
        return problem(error, HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong; the trace shows what.");
    }

    private static ErrorResponse ofInput(ServerWebInputException unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataBufferLimitException) {
                return problem(unreadable, HttpStatus.CONTENT_TOO_LARGE, "The request body is too large.");
            }
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return withErrors(unreadable, List.of(fieldError(unknown.getPropertyName(), "is not known")));
            }
            if (cause instanceof DatabindException mismatch
                    && !mismatch.getPath().isEmpty()) {
                String field = String.valueOf(mismatch.getPath().get(0).getPropertyName());
                return withErrors(unreadable, List.of(fieldError(field, "has the wrong type or format")));
            }
        }
        return unreadable;
    }

    /** No connection, or none in time, or one that broke; Spring and R2DBC have a name for each. */
    private static boolean isDatabaseUnavailable(Throwable error) {
        return error instanceof DataAccessResourceFailureException
                || error instanceof TransientDataAccessResourceException
                || error instanceof QueryTimeoutException
                || error instanceof CannotCreateTransactionException
                || error instanceof R2dbcNonTransientResourceException
                || error instanceof R2dbcTransientResourceException
                || error instanceof R2dbcTimeoutException;
    }

    private static Map<String, String> fieldError(String field, String message) {
        return Map.of("field", field, "message", message);
    }

    private static ErrorResponse withErrors(ErrorResponse response, List<Map<String, String>> errors) {
        response.getBody().setProperty("errors", errors);
        return response;
    }

    private static ErrorResponse problem(Throwable error, HttpStatus status, String detail) {
        return ErrorResponse.builder(error, ProblemDetail.forStatusAndDetail(status, detail))
                .build();
    }
}
