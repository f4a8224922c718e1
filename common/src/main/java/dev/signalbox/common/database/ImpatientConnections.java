package dev.signalbox.common.database;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Connections that wait only so long for each answer of the server. A server that hangs keeps its connections open, and
 * its own time limits hang with it: only this side can tell.
 *
 * <p>Which answer belongs to which question is unknown after one that never came: such a connection is given up. It
 * refuses more work at once, so that a request waits for one answer and not for every one, and the pool throws it away.
 *
 * @param connections where they come from
 * @param patience how long to wait for the answer to one statement, with all its rows
 */
record ImpatientConnections(ConnectionFactory connections, Duration patience) implements ConnectionFactory {

    @Override
    public Mono<Connection> create() {
        return Mono.from(connections.create()).map(connection -> new Line(connection, patience).connection());
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return connections.getMetadata();
    }

    /** Whether a connection may be used: it is open, and not given up. */
    static boolean isAlive(Connection connection) {
        // Known on this side of the line, and so at once.
        return Mono.from(connection.validate(ValidationDepth.LOCAL)).toFuture().getNow(false);
    }

    /** One connection, with all that is made from it. */
    private static final class Line {

        private final Connection connection;
        private final Duration patience;
        private volatile boolean givenUp;

        Line(Connection connection, Duration patience) {
            this.connection = connection;
            this.patience = patience;
        }

        Connection connection() {
            return connection instanceof Wrapped
                    ? (Connection) timed(connection, Connection.class, Wrapped.class)
                    : (Connection) timed(connection, Connection.class);
        }

        private Object timed(Object target, Class<?>... types) {
            InvocationHandler handler = (proxy, method, arguments) -> {
                Object result = call(target, method, arguments);
                return result == target ? proxy : timed(method, result);
            };
            return Proxy.newProxyInstance(getClass().getClassLoader(), types, handler);
        }

        private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private Object timed(Method method, Object result) {
            if (result instanceof Statement statement) {
                return timed(statement, Statement.class);
            }
            if (result instanceof Batch batch) {
                return timed(batch, Batch.class);
            }
            if (result instanceof Publisher<?> answer) {
                return switch (method.getName()) {
                    // The pool waits for it before it makes another: one that hangs must not keep its place.
                    case "close" -> Mono.from(answer).timeout(patience).onErrorComplete(TimeoutException.class);
                    case "validate" -> Mono.from(answer).map(valid -> Boolean.TRUE.equals(valid) && !givenUp);
                    case "rollbackTransaction" -> inTime(answer).onErrorResume(this::rolledBackByTheServer);
                    default -> inTime(answer);
                };
            }
            return result;
        }

        private <T> Flux<T> inTime(Publisher<T> answer) {
            return Flux.defer(() -> givenUp ? Flux.error(new TimeoutException()) : Flux.from(answer))
                    .timeout(patience)
                    .onErrorMap(TimeoutException.class, this::giveUp);
        }

        private R2dbcTimeoutException giveUp(TimeoutException cause) {
            givenUp = true;
            return new R2dbcTimeoutException("The database gave no answer for " + patience.toMillis() + " ms", cause);
        }

        /** A server that loses a connection rolls back what was going on there. */
        private <T> Mono<T> rolledBackByTheServer(Throwable error) {
            return givenUp || !isAlive(connection) ? Mono.empty() : Mono.error(error);
        }
    }
}
