package dev.signalbox.backend.explorer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Looks at the overview once after the start, so that the first visitor need not wait for classes to be loaded and
 * templates to be parsed. In a thread of its own: nobody waits for it, and nothing depends on it.
 */
@Component
class WarmUp implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final Environment environment;

    WarmUp(Environment environment) {
        this.environment = environment;
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

    private static void look(URI page) {
        try (InputStream body = page.toURL().openStream()) {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.debug("The first visitor will have to wait a little longer", e);
        }
    }
}
