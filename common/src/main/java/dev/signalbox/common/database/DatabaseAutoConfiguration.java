package dev.signalbox.common.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.r2dbc.ConnectionFactoryBuilder;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The connections to the database: none that is dead is ever handed out, and none keeps anyone waiting who could be
 * told that the database is away.
 */
@AutoConfiguration(before = R2dbcAutoConfiguration.class)
public class DatabaseAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DatabaseAutoConfiguration.class);

    /**
     * In place of Spring Boot's own pool, which has no way to say when a connection is to be thrown away. That one
     * would hand out each that broke with the database, once, after its return.
     */
    @Bean(destroyMethod = "dispose")
    ConnectionPool connectionFactory(
            R2dbcConnectionDetails database,
            R2dbcProperties properties,
            ObjectProvider<ConnectionFactoryDecorator> decorators,
            @Value("${signalbox.database-patience}") Duration patience) {
        ConnectionFactory connections = ConnectionFactoryBuilder.withOptions(
                        database.getConnectionFactoryOptions().mutate())
                .decorators(decorators.orderedStream().toList())
                .build();
        R2dbcProperties.Pool pool = properties.getPool();
        return new ConnectionPool(ConnectionPoolConfiguration.builder(new ImpatientConnections(connections, patience))
                .initialSize(pool.getInitialSize())
                .maxSize(pool.getMaxSize())
                .maxAcquireTime(pool.getMaxAcquireTime())
                .maxCreateConnectionTime(pool.getMaxCreateConnectionTime())
                .customizer(builder -> builder.evictionPredicate((connection, use) ->
                        use.idleTime() >= pool.getMaxIdleTime().toMillis()
                                || !ImpatientConnections.isAlive(connection)))
                .build());
    }

    /** Connects while the service starts, so that the first visitor does not wait for it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ApplicationRunner connectEarly(ConnectionPool pool) {
        return arguments -> pool.warmup()
                // A cold JVM on a busy machine may need more than the time that a connection gets later.
                .retryWhen(Retry.fixedDelay(20, Duration.ofMillis(250)))
                .onErrorResume(error -> {
                    log.warn("No connection to the database yet: {}", error.toString());
                    return Mono.empty();
                })
                .block();
    }
}
