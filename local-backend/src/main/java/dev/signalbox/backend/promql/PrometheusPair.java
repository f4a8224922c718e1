package dev.signalbox.backend.promql;

import dev.signalbox.backend.server.ServerSettings;
import java.net.URI;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The Prometheus servers, any one of which is as good as the others. */
@Component
public class PrometheusPair {

    private final Map<String, URI> servers;
    private final RestClient asking;
    private final RestClient querying;

    PrometheusPair(ServerSettings settings) {
        this.servers = settings.prometheusByName();
        this.asking = settings.client(settings.timeout());
        this.querying = settings.client(settings.queryTimeout());
    }

    /**
     * The first that is there.
     *
     * @throws NoAnswerException if none is
     */
    public Prometheus first() {
        for (Map.Entry<String, URI> server : servers.entrySet()) {
            try {
                asking.get()
                        .uri(server.getValue().resolve("/-/ready"))
                        .retrieve()
                        .toBodilessEntity();
                return new Prometheus(server.getKey(), server.getValue(), querying);
            } catch (RestClientException e) {
                // The other one, then.
            }
        }
        throw new NoAnswerException("no Prometheus answers");
    }

    /** Where each is, by its name. */
    public Map<String, URI> servers() {
        return servers;
    }
}
