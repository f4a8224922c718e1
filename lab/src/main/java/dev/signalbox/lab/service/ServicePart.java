package dev.signalbox.lab.service;

import dev.signalbox.lab.home.EnvFile;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.postgres.PostgresPart;
import dev.signalbox.lab.process.Health;
import dev.signalbox.lab.process.JvmOptions;
import dev.signalbox.lab.process.Part;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One of the three services, with the OpenTelemetry agent or without. */
public final class ServicePart implements Part {

    /** The names of the three. */
    public static final Set<String> NAMES =
            Arrays.stream(Service.values()).map(Service::serviceName).collect(Collectors.toUnmodifiableSet());

    private static final int HEAP_MEGABYTES = 192;
    private static final String R2DBC_OBSERVATION =
            "org.springframework.boot.r2dbc.autoconfigure.observation.R2dbcObservationAutoConfiguration";

    private final Service service;
    private final LabHome home;
    private final Ports ports;
    private final EnvFile env;
    private final Telemetry telemetry;

    private ServicePart(Service service, LabHome home, Ports ports, EnvFile env, Telemetry telemetry) {
        this.service = service;
        this.home = home;
        this.ports = ports;
        this.env = env;
        this.telemetry = telemetry;
    }

    /**
     * @param telemetry how much they say about themselves
     */
    public static List<ServicePart> all(LabHome home, Ports ports, EnvFile env, Telemetry telemetry) {
        return Arrays.stream(Service.values())
                .map(service -> new ServicePart(service, home, ports, env, telemetry))
                .toList();
    }

    @Override
    public String name() {
        return service.serviceName();
    }

    @Override
    public List<Integer> ports() {
        return List.of(ports.of(service.wellKnownPort()));
    }

    @Override
    public Set<String> after() {
        // Its migrations run as it starts. Each other the services may miss for a while: so there is no order among
        // them, and none between them and local-backend.
        return Set.of(PostgresPart.NAME);
    }

    @Override
    public List<String> command() throws IOException {
        List<String> options = new ArrayList<>(JvmOptions.heap(HEAP_MEGABYTES));
        if (telemetry.hasAgent()) {
            options.addAll(agentOptions());
        }
        return JvmOptions.command(options, home, name());
    }

    private List<String> agentOptions() {
        String extensions = home.agent("signalbox-agent-extension").toString();
        if (telemetry == Telemetry.ALL) {
            extensions += "," + home.agent("pyroscope-otel");
        }
        return List.of(
                "-javaagent:" + home.agent("opentelemetry-javaagent"),
                "-Dotel.javaagent.extensions=" + extensions,
                "-Dotel.javaagent.configuration-file="
                        + home.observability().resolve("agent/opentelemetry-javaagent.properties"),
                // The one wish that the agent does not read from its file.
                "-Dotel.semconv-stability.opt-in=database");
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        String database = "postgresql://127.0.0.1:" + ports.of(Ports.POSTGRES) + "/" + service.database();
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", String.valueOf(ports.of(service.wellKnownPort())));
        environment.put("SPRING_R2DBC_URL", "r2dbc:" + database);
        environment.put("SPRING_FLYWAY_URL", "jdbc:" + database);
        environment.put("SPRING_R2DBC_PASSWORD", env.get(service.passwordName()));
        environment.put("SIGNALBOX_AUTH_URL", ports.http(Ports.AUTH).toString());
        environment.put("SIGNALBOX_BROKER_URL", ports.http(Ports.BROKER).toString());
        environment.put("SIGNALBOX_FAULTS_FILE", home.faults().toString());
        environment.put("SIGNALBOX_LOKI_URL", ports.http(Ports.LOKI) + "/loki/api/v1/push");
        if (service != Service.BROKER) {
            // auth-service makes the account, front-service tells visitors of it.
            environment.put("SIGNALBOX_DEMO_PASSWORD", env.get("DEMO_PASSWORD"));
        }
        if (service == Service.FRONT) {
            String explorer = ports.link(Ports.EXPLORER);
            environment.put("SIGNALBOX_LINKS_TRACE", explorer + "/traces/{traceId}");
            environment.put("SIGNALBOX_LINKS_LOGS", explorer + "/logs?traceId={traceId}");
            environment.put("SIGNALBOX_LINKS_PROFILE", explorer + "/profiles?traceId={traceId}");
        }
        environment.put("OTEL_SERVICE_NAME", name());
        environment.put(
                "OTEL_RESOURCE_ATTRIBUTES",
                "service.namespace=signalbox,service.instance.id=" + name() + "-1,deployment.environment.name=lab");
        String otlp = ports.http(Ports.OTLP_HTTP).toString();
        switch (telemetry) {
            case ALL -> {
                environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", otlp);
                environment.put(
                        "PYROSCOPE_SERVER_ADDRESS", ports.http(Ports.PYROSCOPE).toString());
                environment.put("PYROSCOPE_APPLICATION_NAME", name());
                environment.put(
                        "PYROSCOPE_CONFIGURATION_FILE",
                        home.observability()
                                .resolve("agent/pyroscope.properties")
                                .toString());
            }
            case AGENT -> {
                environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", otlp);
                environment.put("SIGNALBOX_LOKI_ENABLED", "false");
            }
            case SDK -> {
                environment.put("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", otlp + "/v1/traces");
                environment.put("MANAGEMENT_OTLP_METRICS_EXPORT_URL", otlp + "/v1/metrics");
            }
            case NONE -> {
                environment.put("SIGNALBOX_TELEMETRY_EXPORT", "false");
                environment.put("MANAGEMENT_TRACING_ENABLED", "false");
                environment.put("MANAGEMENT_OBSERVATIONS_ENABLE_ALL", "false");
                // Nothing to carry along.
                environment.put("SPRING_REACTOR_CONTEXT_PROPAGATION", "limited");
                // The proxy for SQL spans cannot live with observations that are switched off.
                environment.put("SPRING_AUTOCONFIGURE_EXCLUDE", R2DBC_OBSERVATION);
            }
        }
        return environment;
    }

    @Override
    public URI health() {
        return ports.http(service.wellKnownPort()).resolve(Health.READINESS);
    }
}
