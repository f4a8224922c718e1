package dev.signalbox.broker.fault;

import dev.signalbox.broker.order.BookingDesk;
import dev.signalbox.broker.order.OrderDesk;
import dev.signalbox.broker.quote.MeteredQuotes;
import dev.signalbox.broker.quote.Quotes;
import dev.signalbox.broker.quote.StoredQuotes;
import dev.signalbox.broker.session.AuthServiceSessions;
import dev.signalbox.broker.session.Sessions;
import dev.signalbox.common.fault.Faults;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;

/** Puts the faults between those who ask and those who answer. */
@Configuration(proxyBeanMethods = false)
class FaultConfiguration {

    /** Measured on the outside: what callers are told, right or wrong. */
    @Bean
    @Primary
    Quotes quotes(StoredQuotes stored, DatabaseClient db, Faults faults, MeterRegistry meters) {
        return new MeteredQuotes(new NegativePriceData(new SlowQuotesQuery(stored, db, faults), faults), meters);
    }

    @Bean
    @Primary
    OrderDesk orderDesk(BookingDesk desk, Faults faults) {
        return new OrderErrors(desk, faults);
    }

    @Bean
    @Primary
    Sessions sessions(AuthServiceSessions sessions, Faults faults) {
        return new RetryStorm(sessions, faults);
    }

    @Bean
    LastingFaults lastingFaults(ConnectionFactory pool, Faults faults) {
        return new LastingFaults(List.of(new ConnectionPoolStarvation(pool, faults), new MemoryLeak(faults)));
    }
}
