package dev.signalbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.telemetry.HealthChecks;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithoutHealthChecksTest {

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .setSampler(new WithoutHealthChecks(Sampler.parentBased(Sampler.alwaysOn())))
            .addSpanProcessor(SimpleSpanProcessor.create(exported))
            .build();
    private final Tracer tracer = provider.get("test");

    @AfterEach
    void close() {
        provider.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health/readiness"})
    void aHealthCheckAndAllThatIsDoneForItMakeNoTrace(String path) {
        request(SpanKind.SERVER, path);
        assertThat(exported.getFinishedSpanItems()).isEmpty();
        assertThat(HealthChecks.isOne(path)).as("without the agent").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/orders", "/actuators", "/api/actuator"})
    void anyOtherRequestMakesATrace(String path) {
        request(SpanKind.SERVER, path);
        assertThat(exported.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactly("SELECT", "GET");
        assertThat(HealthChecks.isOne(path)).as("without the agent").isFalse();
    }

    @Test
    void aCallToSomebodyElsesActuatorIsACallLikeAnyOther() {
        request(SpanKind.CLIENT, "/actuator/health");
        assertThat(exported.getFinishedSpanItems()).hasSize(2);
    }

    private void request(SpanKind kind, String path) {
        Span span = tracer.spanBuilder("GET")
                .setSpanKind(kind)
                .setAttribute("url.path", path)
                .startSpan();
        tracer.spanBuilder("SELECT")
                .setParent(Context.root().with(span))
                .startSpan()
                .end();
        span.end();
    }
}
