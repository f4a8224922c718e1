package dev.signalbox.common.fault;

import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.OpenFeatureAPI;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Reads the fault flags from a file that is watched, if one is configured; else no fault is ever on. */
@AutoConfiguration
@EnableConfigurationProperties(FaultProperties.class)
public class FaultAutoConfiguration {

    /**
     * flagd's patience with the first flags: half a second, after which a machine that starts slowly finds an error and
     * its stack in the log. They are waited for on a thread of their own; until they are there, no fault is on.
     */
    private static final Duration FIRST_FLAGS_WITHIN = Duration.ofMinutes(2);

    @Bean(destroyMethod = "shutdown")
    @ConditionalOnMissingBean(Faults.class)
    @ConditionalOnProperty("signalbox.faults.file")
    OpenFeatureAPI openFeature(FaultProperties properties) {
        OpenFeatureAPI openFeature = OpenFeatureAPI.createIsolated();
        openFeature.addHooks(new SpanEventHook());
        openFeature.setProvider(new FlagdProvider(FlagdOptions.builder()
                .resolverType(Config.Resolver.IN_PROCESS)
                .deadline(Math.toIntExact(FIRST_FLAGS_WITHIN.toMillis()))
                .customConnector(new FlagFile(properties.file(), properties.pollInterval()))
                .build()));
        return openFeature;
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("signalbox.faults.file")
    Faults openFeatureFaults(OpenFeatureAPI openFeature) {
        Client client = openFeature.getClient();
        return new OpenFeatureFaults(client);
    }

    @Bean
    @ConditionalOnMissingBean
    Faults noFaults() {
        return Faults.none();
    }
}
