package dev.signalbox.backend.ingest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A request that is not taken, as a whole; nothing of it was stored. */
public final class RefusedException extends RuntimeException {

    private final transient HttpStatus status;
    private final transient @Nullable Duration retryAfter;

    private RefusedException(HttpStatus status, String message, @Nullable Duration retryAfter) {
        super(message);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** What was sent cannot be understood; sending it again will not help. */
    public static RefusedException malformed(String message) {
        return new RefusedException(HttpStatus.BAD_REQUEST, message, null);
    }

    /** Content type or encoding that is not spoken here. */
    public static RefusedException unsupported(String message) {
        return new RefusedException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, message, null);
    }

    /** More than is taken in one request. */
    public static RefusedException tooLarge(long maxBytes) {
        return new RefusedException(
                HttpStatus.CONTENT_TOO_LARGE,
                "The body is larger than " + maxBytes + " bytes after decompression",
                null);
    }

    /** What was sent takes more memory than there ever is for it; sending it again will not help. */
    public static RefusedException tooMuchAtATime() {
        return new RefusedException(
                HttpStatus.CONTENT_TOO_LARGE, "The body holds more than is taken at a time; send it in parts", null);
    }

    /** Too much at once; the same request may be taken later. */
    public static RefusedException slowDown(Duration retryAfter) {
        return new RefusedException(
                HttpStatus.TOO_MANY_REQUESTS, "More arrives than can be stored; try again later", retryAfter);
    }

    public HttpStatus status() {
        return status;
    }

    /** How long to wait before sending it again; null when that is of no use. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The same in whole seconds, at least one, for the Retry-After header. */
    public @Nullable String retryAfterSeconds() {
        return retryAfter == null ? null : String.valueOf(Math.max(1, retryAfter.toSeconds()));
    }
}
