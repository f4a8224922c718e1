package dev.signalbox.common.telemetry;

import dev.signalbox.common.telemetry.sdk.WithoutAgentConfiguration;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/** Telemetry of a service; {@link TelemetryDefaults} has found out which of the two ways it is. */
@AutoConfiguration(before = {OpenTelemetrySdkAutoConfiguration.class, OpenTelemetryTracingAutoConfiguration.class})
public class TelemetryAutoConfiguration {

    @Bean
    Observations observations(ObservationRegistry registry) {
        return new Observations(registry);
    }

    @Bean
    TraceIdHeaderFilter traceIdHeaderFilter() {
        return new TraceIdHeaderFilter();
    }

    @Bean
    RequestsWithoutTrace requestsWithoutTrace(MeterRegistry meters) {
        return new RequestsWithoutTrace(meters);
    }

    @Bean
    EventLoopLag eventLoopLag(ReactorResourceFactory reactor, MeterRegistry meters) {
        return new EventLoopLag(reactor.getLoopResources(), meters);
    }

    @Bean
    DurationBuckets durationBuckets() {
        return new DurationBuckets();
    }

    /** The agent owns HTTP, database and JVM telemetry; our own observations join its traces and metrics. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(TelemetryDefaults.AGENT)
    static class WithAgent {

        @Bean
        OpenTelemetry openTelemetry() {
            return GlobalOpenTelemetry.get();
        }

        /**
         * The agent tells of a counter from its first increment on: to whoever asks for the increase, the first thing
         * counted would be none. And without the agent a counter is there from its start.
         */
        @Bean
        MeterRegistryCustomizer<MeterRegistry> countersBeginAtZero() {
            return registry -> registry.config().onMeterAdded(WithAgent::beginAtZero);
        }

        /** Also those that were there before the context: loki4j's. */
        @Bean
        SmartInitializingSingleton earlierCountersBeginAtZero() {
            return () -> Metrics.globalRegistry.forEachMeter(WithAgent::beginAtZero);
        }

        private static void beginAtZero(Meter meter) {
            if (meter instanceof Counter counter) {
                counter.increment(0);
            }
        }
    }

    /** Spring and Micrometer make all telemetry, named as the agent would name it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = TelemetryDefaults.AGENT, havingValue = "false")
    @Import(WithoutAgentConfiguration.class)
    static class WithoutAgent {

        /** See the agent's extension for the same rule. */
        @Bean
        ObservationPredicate withoutHealthChecks() {
            return (name, context) -> !(context instanceof ServerRequestObservationContext request
                    && HealthChecks.isOne(request.getCarrier()));
        }
    }
}
