package dev.signalbox.broker.fault;

import dev.signalbox.broker.order.BookingDesk;
import dev.signalbox.broker.order.OrderDesk;
import dev.signalbox.broker.quote.MeteredQuotes;
import dev.signalbox.broker.quote.Quotes;
import dev.signalbox.broker.quote.SqlQuotes;
import dev.signalbox.broker.session.AuthServiceSessions;
import dev.signalbox.broker.session.Sessions;
import dev.signalbox.common.client.ServiceClients;
import dev.signalbox.common.fault.Faults;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;

/** Wraps what really does the work in what can make it misbehave. */
@Configuration(proxyBeanMethods = false)
class FaultySeams {

    /** Measured on the outside: what callers are told, right or wrong. */
    @Bean
    Quotes quotes(DatabaseClient database, Faults faults, MeterRegistry meters) {
        var slow = new SlowQuotesQuery(new SqlQuotes(database), database, faults);
        return new MeteredQuotes(new NegativePriceData(slow, faults), meters);
    }

    @Bean
    @Primary
    OrderDesk orderDesk(BookingDesk desk, Faults faults) {
        return new OrderErrors(desk, faults);
    }

    @Bean
    Sessions sessions(ServiceClients clients, @Value("${signalbox.auth.url}") URI authUrl, Faults faults) {
        return new RetryStorm(new AuthServiceSessions(clients, authUrl), faults);
    }

    @Bean
    ConnectionPoolStarvation connectionPoolStarvation(ConnectionFactory pool, Faults faults) {
        return new ConnectionPoolStarvation(pool, faults);
    }

    @Bean
    MemoryLeak memoryLeak(Faults faults) {
        return new MemoryLeak(faults);
    }
}
