package dev.signalbox.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Lets another sampler decide, except for requests to Spring's actuator: somebody asks for a service's health every few
 * seconds, and those traces would bury the ones of people. What is done for such a request is not sampled either,
 * because the samplers in use follow the parent. Without the agent {@code HealthChecks} in common says the same.
 */
final class WithoutHealthChecks implements Sampler {

    private static final AttributeKey<String> URL_PATH = AttributeKey.stringKey("url.path");
    private static final String ACTUATOR = "/actuator";

    private final Sampler others;

    WithoutHealthChecks(Sampler others) {
        this.others = others;
    }

    @Override
    public SamplingResult shouldSample(
            Context parent,
            String traceId,
            String name,
            SpanKind kind,
            Attributes attributes,
            List<LinkData> parentLinks) {
        return kind == SpanKind.SERVER && isActuator(attributes.get(URL_PATH))
                ? SamplingResult.drop()
                : others.shouldSample(parent, traceId, name, kind, attributes, parentLinks);
    }

    private static boolean isActuator(String path) {
        return path != null && (path.equals(ACTUATOR) || path.startsWith(ACTUATOR + "/"));
    }

    @Override
    public String getDescription() {
        return "WithoutHealthChecks{" + others.getDescription() + "}";
    }
}
