package dev.signalbox.common.telemetry.sdk;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.convention.JvmClassLoadingMeterConventions;
import io.micrometer.core.instrument.binder.jvm.convention.JvmCpuMeterConventions;
import io.micrometer.core.instrument.binder.jvm.convention.JvmMemoryMeterConventions;
import io.micrometer.core.instrument.binder.jvm.convention.JvmThreadMeterConventions;
import io.micrometer.core.instrument.binder.jvm.convention.otel.OpenTelemetryJvmClassLoadingMeterConventions;
import io.micrometer.core.instrument.binder.jvm.convention.otel.OpenTelemetryJvmCpuMeterConventions;
import io.micrometer.core.instrument.binder.jvm.convention.otel.OpenTelemetryJvmMemoryMeterConventions;
import io.micrometer.core.instrument.binder.jvm.convention.otel.OpenTelemetryJvmThreadMeterConventions;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring and Micrometer make all telemetry, named as the agent would name it. */
@Configuration(proxyBeanMethods = false)
public class WithoutAgentConfiguration {

    @Bean
    Slf4JEventListener mdcKeys() {
        return new Slf4JEventListener("trace_id", "span_id");
    }

    @Bean
    ServerRequestConvention serverRequestConvention() {
        return new ServerRequestConvention();
    }

    @Bean
    ClientRequestConvention clientRequestConvention() {
        return new ClientRequestConvention();
    }

    @Bean
    QueryConvention queryConvention(R2dbcConnectionDetails database) {
        return new QueryConvention(database.getConnectionFactoryOptions());
    }

    @Bean
    NumericAttributes numericAttributes() {
        return new NumericAttributes();
    }

    /** Micrometer's own mark of failure, which says nothing that error.type does not say. */
    @Bean
    MeterFilter withoutErrorTag() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith("http.") || id.getName().startsWith("db.")
                        ? id.replaceTags(id.getTags().stream()
                                .filter(tag -> !tag.getKey().equals("error"))
                                .toList())
                        : id;
            }
        };
    }

    /** A counter of rows for each statement, which the agent has not. */
    @Bean
    MeterFilter withoutRowCounts() {
        return MeterFilter.denyNameStartsWith("db.client.operation.duration.");
    }

    @Bean
    JvmMeterFilter jvmMeterFilter() {
        return new JvmMeterFilter();
    }

    @Bean
    CpuTime cpuTime() {
        return new CpuTime();
    }

    @Bean
    HeapAfterCollection heapAfterCollection() {
        return new HeapAfterCollection();
    }

    @Bean
    JvmMemoryMeterConventions jvmMemoryMeterConventions() {
        return new OpenTelemetryJvmMemoryMeterConventions(Tags.empty());
    }

    @Bean
    JvmThreadMeterConventions jvmThreadMeterConventions() {
        return new OpenTelemetryJvmThreadMeterConventions(Tags.empty());
    }

    @Bean
    JvmClassLoadingMeterConventions jvmClassLoadingMeterConventions() {
        return new OpenTelemetryJvmClassLoadingMeterConventions();
    }

    @Bean
    JvmCpuMeterConventions jvmCpuMeterConventions() {
        return new OpenTelemetryJvmCpuMeterConventions(Tags.empty());
    }
}
