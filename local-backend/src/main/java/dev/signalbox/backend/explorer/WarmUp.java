package dev.signalbox.backend.explorer;

import dev.signalbox.backend.server.ServerSettings;
import java.net.URI;
import java.net.URISyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Looks at the overview once after the start, so that the first visitor need not wait for classes to be loaded and
 * templates to be parsed. In a thread of its own: nobody waits for it, and nothing depends on it.
 */
@Component
class WarmUp implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final Environment environment;
    private final RestClient http;

    WarmUp(Environment environment, ServerSettings settings) {
        this.environment = environment;
        this.http = settings.client(settings.queryTimeout());
    }

    @Override
    public void run(ApplicationArguments arguments) throws URISyntaxException {
        URI overview = new URI(
                "http",
                null,
                environment.getProperty("server.address", "localhost"),
                environment.getRequiredProperty("local.server.port", Integer.class),
                "/",
                null,
                null);
        Thread thread = new Thread(() -> look(overview), "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private void look(URI page) {
        try {
            http.get().uri(page).retrieve().body(byte[].class);
        } catch (RestClientException e) {
            LOG.debug("The first visitor will have to wait a little longer", e);
        }
    }
}
