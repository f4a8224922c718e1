package dev.signalbox.backend.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database and the connections that queries use. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    /** How many queries run at the same time; they share DuckDB's memory limit. */
    private static final int QUERIES_AT_ONCE = 4;

    @Bean
    Database database(StoreSettings settings) {
        return new Database(settings);
    }

    @Bean
    HikariDataSource dataSource(Database database) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("queries");
        config.setDataSource(database.dataSource());
        config.setMaximumPoolSize(QUERIES_AT_ONCE);
        config.setConnectionTimeout(5_000);
        return new HikariDataSource(config);
    }
}
