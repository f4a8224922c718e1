package dev.signalbox.common.client;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

/** Makes a {@link ServiceClient} for each service that is called. */
public final class ServiceClients {

    private static final Logger log = LoggerFactory.getLogger(ServiceClients.class);

    /** A container may come back with another address, and Docker says of each that it holds for ten minutes. */
    private static final Duration ADDRESS_HOLDS = Duration.ofSeconds(5);

    private final WebClient.Builder builder;
    private final CircuitBreakerRegistry circuits;
    private final MeterRegistry meters;
    private final ServiceClientProperties properties;

    ServiceClients(
            WebClient.Builder builder,
            CircuitBreakerRegistry circuits,
            MeterRegistry meters,
            ServiceClientProperties properties) {
        this.builder = builder;
        this.circuits = circuits;
        this.meters = meters;
        this.properties = properties;
    }

    /**
     * @param name the service's name, as in its telemetry ({@code auth-service}); names its circuit
     * @param baseUrl where it is
     */
    public ServiceClient create(String name, URI baseUrl) {
        var connector = ClientHttpConnectorBuilder.reactor()
                // Netty may resend any request, also a POST, once when its connection is reset: repeating is ours.
                .withHttpClientCustomizer((HttpClient client) ->
                        client.disableRetry(true).resolver(dns -> dns.cacheMaxTimeToLive(ADDRESS_HOLDS)))
                .build(HttpClientSettings.defaults()
                        .withConnectTimeout(properties.connectTimeout())
                        .withReadTimeout(properties.responseTimeout()));
        var web = builder.clone()
                .baseUrl(baseUrl.toString())
                .clientConnector(connector)
                .build();
        var retries = Counter.builder("signalbox.client.retries")
                .description("Calls to another service that were tried again")
                .tag("service", name)
                .register(meters);
        return new ServiceClient(name, web, circuit(name), retries, properties);
    }

    private CircuitBreaker circuit(String name) {
        var circuit = circuits.circuitBreaker(name);
        circuit.getEventPublisher()
                .onStateTransition(event -> log.atWarn()
                        .addKeyValue("service", name)
                        .addKeyValue("from", event.getStateTransition().getFromState())
                        .addKeyValue("to", event.getStateTransition().getToState())
                        .log("The circuit to {} changed: {}", name, event.getStateTransition()));
        return circuit;
    }
}
