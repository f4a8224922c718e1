package dev.signalbox.common.fault;

import dev.openfeature.sdk.EvaluationEvent;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.HookContext;
import dev.openfeature.sdk.Telemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import java.util.Map;

/**
 * Leaves a mark of every evaluated flag on the current span: the event {@code feature_flag.evaluation} of
 * OpenTelemetry's semantic conventions, so that a strange trace says which fault made it strange.
 */
class SpanEventHook implements Hook<Object> {

    @Override
    public void finallyAfter(
            HookContext<Object> context, FlagEvaluationDetails<Object> details, Map<String, Object> hints) {
        Span span = Span.current();
        if (span.isRecording()) {
            EvaluationEvent event = Telemetry.createEvaluationEvent(context, details);
            AttributesBuilder attributes = Attributes.builder();
            event.getAttributes().forEach((key, value) -> {
                // Nobody says for whom a flag is evaluated: it is for all.
                if (value != null) {
                    attributes.put(key, String.valueOf(value));
                }
            });
            span.addEvent(event.getName(), attributes.build());
        }
    }
}
