package dev.signalbox.pager.inbox;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The inbox's database: one H2 file. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    JdbcConnectionDetails store(InboxProperties properties) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                // H2 wants an absolute path. WRITE_DELAY=0: what was answered with a 2xx survives a kill -9.
                return "jdbc:h2:file:" + properties.store().toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
            }

            @Override
            public String getUsername() {
                return "pager";
            }

            @Override
            public String getPassword() {
                return "";
            }
        };
    }
}
