package dev.signalbox.common.client;

import dev.signalbox.common.problem.Unavailable;
import java.time.Duration;

/** Another service that is needed for the answer did not give a usable one; the problem's {@code service} names it. */
public class ServiceUnavailableException extends Unavailable {

    /**
     * @param service name of the service that was asked
     * @param retryAfter when it is worth asking again
     * @param cause what went wrong; logged, never shown to the caller
     */
    public ServiceUnavailableException(String service, Duration retryAfter, Throwable cause) {
        super(service + " is not available right now. Try again in a moment.", retryAfter, cause);
        getBody().setProperty("service", service);
    }
}
