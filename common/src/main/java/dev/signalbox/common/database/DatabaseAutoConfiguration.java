package dev.signalbox.common.database;

import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Connects to the database while the service starts, so that the first visitor does not wait for it. */
@AutoConfiguration(after = R2dbcAutoConfiguration.class)
public class DatabaseAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DatabaseAutoConfiguration.class);

    @Bean
    @ConditionalOnBean(ConnectionPool.class)
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
