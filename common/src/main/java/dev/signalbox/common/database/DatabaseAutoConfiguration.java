package dev.signalbox.common.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
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
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.netty.tcp.TcpResources;
import reactor.util.retry.Retry;

/**
 * The connections to the database: none that is dead is ever handed out, none is lost, and none keeps anyone waiting who
 * could be told that the database is away.
 */
@AutoConfiguration(before = {R2dbcAutoConfiguration.class, TransactionAutoConfiguration.class})
public class DatabaseAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DatabaseAutoConfiguration.class);

    /**
     * In place of Spring Boot's own pool, which cannot be told when a connection is to be thrown away: it would hand out
     * each that broke with the database, once, after its return.
     *
     * <p>It starts empty and keeps no minimum: where several connections are made at once and one fails, reactor-pool
     * loses the places of the others for good.
     */
    @Bean(destroyMethod = "dispose")
    ConnectionPool connectionFactory(
            R2dbcConnectionDetails database,
            R2dbcProperties properties,
            ObjectProvider<ConnectionFactoryDecorator> decorators,
            @Value("${signalbox.database-patience}") Duration patience) {
        ConnectionFactory connections = ConnectionFactoryBuilder.withOptions(database.getConnectionFactoryOptions()
                        .mutate()
                        .option(
                                PostgresqlConnectionFactoryProvider.LOOP_RESOURCES,
                                new WatchedChannels(TcpResources.get(), patience)))
                .decorators(decorators.orderedStream().toList())
                .build();
        R2dbcProperties.Pool pool = properties.getPool();
        return new ConnectionPool(ConnectionPoolConfiguration.builder(connections)
                .initialSize(0)
                .maxSize(pool.getMaxSize())
                .maxAcquireTime(pool.getMaxAcquireTime())
                // Each would take as long again.
                .acquireRetry(0)
                .maxCreateConnectionTime(pool.getMaxCreateConnectionTime())
                .customizer(builder -> builder.evictionPredicate((connection, use) ->
                        use.idleTime() >= pool.getMaxIdleTime().toMillis() || !isOpen(connection)))
                .build());
    }

    private static boolean isOpen(Connection connection) {
        // Known on this side of the line, and so at once.
        return Mono.from(connection.validate(ValidationDepth.LOCAL)).toFuture().getNow(false);
    }

    @Bean
    TransactionalOperator transactionalOperator(ReactiveTransactionManager transactions) {
        return new FinishedTransactions(TransactionalOperator.create(transactions));
    }

    /** Connects while the service starts, so that the first visitor does not wait for it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ApplicationRunner connectEarly(ConnectionPool pool) {
        return arguments -> Mono.usingWhen(pool.create(), connection -> Mono.empty(), Connection::close)
                // A cold JVM on a busy machine may need more than the time that a connection gets later.
                .retryWhen(Retry.fixedDelay(20, Duration.ofMillis(250)))
                .onErrorResume(error -> {
                    log.warn("No connection to the database yet: {}", error.toString());
                    return Mono.empty();
                })
                .block();
    }
}
