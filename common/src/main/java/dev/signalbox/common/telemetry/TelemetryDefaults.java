package dev.signalbox.common.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;

/**
 * The settings that all services share, as the weakest source of properties: a service's own and the environment's
 * win. What must differ with and without the agent is in a file for each.
 */
public class TelemetryDefaults implements EnvironmentPostProcessor {

    /** Property that says whether the OpenTelemetry Java agent is attached to this process. */
    static final String AGENT = "signalbox.telemetry.agent";

    private static final String AGENT_CLASS = "io.opentelemetry.javaagent.OpenTelemetryAgent";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean agent = ClassUtils.isPresent(AGENT_CLASS, ClassLoader.getSystemClassLoader());
        environment.getPropertySources().addLast(new MapPropertySource("signalbox-agent-found", Map.of(AGENT, agent)));
        add(environment, agent ? "signalbox-with-agent.yaml" : "signalbox-without-agent.yaml");
        add(environment, "signalbox-defaults.yaml");
    }

    private static void add(ConfigurableEnvironment environment, String file) {
        try {
            new YamlPropertySourceLoader()
                    .load(file, new ClassPathResource(file)).stream()
                            .map(source -> (PropertySource<?>) source)
                            .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
