package dev.signalbox.auth.fault;

import dev.signalbox.auth.session.SessionStore;
import dev.signalbox.auth.session.SqlSessionStore;
import dev.signalbox.common.fault.Faults;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Wraps what really does the work in what can make it misbehave. */
@Configuration(proxyBeanMethods = false)
class FaultySeams {

    @Bean
    PasswordEncoder passwordEncoder(@Value("${signalbox.auth.password.cost}") int cost, Faults faults) {
        return new SlowPasswordEncoder(new BCryptPasswordEncoder(cost), cost, faults);
    }

    @Bean
    SessionStore sessionStore(DatabaseClient database, TransactionalOperator transaction, Faults faults) {
        return new ContendedSessionStore(new SqlSessionStore(database), database, transaction, faults);
    }

    @Bean
    BlockingCallFilter blockingCallFilter(Faults faults) {
        return new BlockingCallFilter(faults);
    }
}
