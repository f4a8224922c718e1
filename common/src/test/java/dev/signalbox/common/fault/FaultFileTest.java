package dev.signalbox.common.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FaultFileTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void withoutAFileEveryFaultIsOff() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(FaultAutoConfiguration.class))
                .run(context ->
                        assertThat(context.getBean(Faults.class).isOn("slow")).isFalse());
    }

    @Test
    void aFaultIsAsStrongAsItsVariantSays() throws IOException {
        with(flag("slow", "on"), faults -> {
            await().atMost(SOON).until(() -> faults.intensity("slow") == 3);
            assertThat(faults.isOn("slow")).isTrue();
            assertThat(faults.isOn("unheard-of")).isFalse();
        });
    }

    @Test
    void anEditOfTheFileIsSeenWithoutARestart() throws IOException {
        with(flag("slow", "off"), faults -> {
            assertThat(faults.isOn("slow")).isFalse();
            write(flag("slow", "on"));
            await().atMost(SOON).until(() -> faults.isOn("slow"));
            write(flag("slow", "off"));
            await().atMost(SOON).until(() -> !faults.isOn("slow"));
        });
    }

    @Test
    void aBrokenFileLeavesTheLastGoodFlagsInForceAndIsLogged(CapturedOutput output) throws IOException {
        with(flag("slow", "on"), faults -> {
            await().atMost(SOON).until(() -> faults.isOn("slow"));
            write("{ \"flags\": { broken");
            await().atMost(SOON).untilAsserted(() -> assertThat(output).contains("the last good ones stay in force"));
            assertThat(faults.intensity("slow")).isEqualTo(3);
            write(flag("slow", "off"));
            await().atMost(SOON).until(() -> !faults.isOn("slow"));
        });
    }

    @Test
    void aFileThatIsNotThereYetMeansNoFaultsUntilItIs() throws IOException {
        with(null, faults -> {
            assertThat(faults.isOn("slow")).isFalse();
            write(flag("slow", "on"));
            await().atMost(SOON).until(() -> faults.isOn("slow"));
        });
    }

    @Test
    void anEvaluatedFlagLeavesItsMarkOnTheSpan() throws IOException {
        InMemorySpanExporter exported = InMemorySpanExporter.create();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exported))
                .build();
        Tracer tracer = provider.get("test");
        with(flag("slow", "on"), faults -> {
            await().atMost(SOON).until(() -> faults.isOn("slow"));
            Span span = tracer.spanBuilder("request").startSpan();
            Runnable evaluation = () -> faults.isOn("slow");
            Context.current().with(span).wrap(evaluation).run();
            span.end();
        });
        List<EventData> events = exported.getFinishedSpanItems().get(0).getEvents();
        provider.close();
        assertThat(events).extracting(EventData::getName).containsExactly("feature_flag.evaluation");
        assertThat(events.get(0).getAttributes().asMap())
                .containsEntry(AttributeKey.stringKey("feature_flag.key"), "slow")
                .containsEntry(AttributeKey.stringKey("feature_flag.result.variant"), "on");
    }

    private void with(String flags, ThrowingConsumer test) throws IOException {
        if (flags != null) {
            write(flags);
        }
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(FaultAutoConfiguration.class))
                .withPropertyValues("signalbox.faults.file=" + file(), "signalbox.faults.poll-interval=100ms")
                .run(context -> test.accept(context.getBean(Faults.class)));
    }

    private Path file() {
        return folder.resolve("faults.json");
    }

    private void write(String flags) throws IOException {
        Files.writeString(file(), flags);
    }

    private static String flag(String key, String variant) {
        return """
                {"flags": {"%s": {"state": "ENABLED", "variants": {"off": 0, "on": 3}, "defaultVariant": "%s"}}}
                """.formatted(key, variant);
    }

    /** A test of faults that may fail to write the file. */
    private interface ThrowingConsumer {
        void accept(Faults faults) throws IOException;
    }
}
