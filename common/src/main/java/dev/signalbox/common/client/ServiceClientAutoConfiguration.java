package dev.signalbox.common.client;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

/** Gives every service its {@link ServiceClients}, and the circuits' state as metrics. */
@AutoConfiguration
@EnableConfigurationProperties(ServiceClientProperties.class)
public class ServiceClientAutoConfiguration {

    @Bean
    CircuitBreakerRegistry circuitBreakerRegistry(ServiceClientProperties properties) {
        return circuits(properties);
    }

    /** {@code resilience4j.circuitbreaker.state} and its siblings. */
    @Bean
    TaggedCircuitBreakerMetrics circuitBreakerMetrics(CircuitBreakerRegistry circuits) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits);
    }

    @Bean
    ServiceClients serviceClients(
            WebClient.Builder builder,
            CircuitBreakerRegistry circuits,
            MeterRegistry meters,
            ServiceClientProperties properties) {
        return new ServiceClients(builder, circuits, meters, properties);
    }

    static CircuitBreakerRegistry circuits(ServiceClientProperties properties) {
        var circuit = properties.circuit();
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(circuit.window())
                .minimumNumberOfCalls(circuit.minimumCalls())
                .failureRateThreshold(circuit.failureRate())
                .waitDurationInOpenState(circuit.open())
                .permittedNumberOfCallsInHalfOpenState(circuit.trialCalls())
                // A call shut out by the circuit itself never gets here; a 4xx shows that the service is alive.
                .recordException(ServiceClient::countsAgainstTheService)
                .build());
    }
}
