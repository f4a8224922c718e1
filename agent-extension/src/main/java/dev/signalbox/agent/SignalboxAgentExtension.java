package dev.signalbox.agent;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/** Found by the agent in the jars that {@code otel.javaagent.extensions} names. */
public final class SignalboxAgentExtension implements AutoConfigurationCustomizerProvider {

    @Override
    public void customize(AutoConfigurationCustomizer agent) {
        agent.addSamplerCustomizer((sampler, settings) -> new WithoutHealthChecks(sampler));
    }
}
