package dev.signalbox.common.telemetry;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.observability.micrometer.Micrometer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes a span and a timer of a reactive pipeline. Put it last, it observes what stands above it:
 *
 * <pre>{@code
 * return books.book(order)
 *         .transform(observations.mono("order.book", o -> o.lowCardinalityKeyValue("order.side", "buy")));
 * }</pre>
 *
 * <p>{@code @Observed} on a method that returns a Mono or Flux would measure only its assembly.
 */
public class Observations {

    private final ObservationRegistry registry;

    public Observations(ObservationRegistry registry) {
        this.registry = registry;
    }

    /**
     * Observes a Mono.
     *
     * @param name name of the span and of the timer, as in {@code docs/telemetry.md}
     * @param customizer adds key-values when the observation begins; low-cardinality ones become metric labels
     */
    public <T> Function<Mono<T>, Mono<T>> mono(String name, Consumer<Observation> customizer) {
        return mono ->
                InScope.of(mono).name(name).tap(Micrometer.observation(registry, r -> create(name, r, customizer)));
    }

    /** Observes a Mono, without key-values. */
    public <T> Function<Mono<T>, Mono<T>> mono(String name) {
        return mono(name, observation -> {});
    }

    /** Observes a Flux from subscription to its end; as {@link #mono(String, Consumer)}. */
    public <T> Function<Flux<T>, Flux<T>> flux(String name, Consumer<Observation> customizer) {
        return flux ->
                InScope.of(flux).name(name).tap(Micrometer.observation(registry, r -> create(name, r, customizer)));
    }

    /**
     * Observes work that adds key-values itself, such as an outcome that is known only at the end.
     *
     * @param work gets the observation, which begins when the Mono that it returns is subscribed to
     */
    public <T> Mono<T> observe(String name, Function<Observation, Mono<T>> work) {
        return Mono.defer(() -> {
            Observation observation = create(name, registry, o -> {});
            return InScope.of(work.apply(observation)).tap(Micrometer.observation(registry, r -> observation));
        });
    }

    /**
     * Keeps an observation that has not begun, and all that happens inside it, out of the traces; its timer stays. For
     * what goes on day and night and would bury the traces of people.
     *
     * <p>It gets a parent that is not sampled, which samplers follow: one cannot decide by the name, because Micrometer
     * gives a span its name only when it ends.
     */
    public static void untraced(Observation observation) {
        IdGenerator ids = IdGenerator.random();
        Span unsampled = Span.wrap(SpanContext.create(
                ids.generateTraceId(), ids.generateSpanId(), TraceFlags.getDefault(), TraceState.getDefault()));
        TracingContext parent = new TracingContext();
        parent.setSpan(OtelSpan.fromOtel(unsampled));
        observation.getContext().put(TracingContext.class, parent);
    }

    /** How a constant is written as the value of an attribute: in lower case. */
    public static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Observation create(String name, ObservationRegistry registry, Consumer<Observation> customizer) {
        Observation observation = Observation.createNotStarted(name, registry).contextualName(name);
        customizer.accept(observation);
        return observation;
    }
}
