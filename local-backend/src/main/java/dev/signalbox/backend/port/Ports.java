package dev.signalbox.backend.port;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Opens a port for each {@link Listener} in the one web server, and answers on each port only what belongs there. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Ports extends OncePerRequestFilter implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final PortSettings settings;
    private final ServerProperties web;
    private final Map<Listener, Connector> connectors = new EnumMap<>(Listener.class);

    Ports(PortSettings settings, ServerProperties web) {
        this.settings = settings;
        this.web = web;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        for (Listener listener : Listener.values()) {
            Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
            connector.setPort(listener.port(settings));
            connector.setThrowOnFailure(true);
            // Not the factory's address: it gets that after this has run.
            if (web.getAddress() != null) {
                connector.setProperty("address", web.getAddress().getHostAddress());
            }
            connector.setProperty("maxThreads", "8");
            connector.setProperty("maxConnections", "256");
            connector.setProperty("acceptCount", "64");
            // A refused body is drained this far, so that its sender gets to read the answer.
            connector.setProperty("maxSwallowSize", String.valueOf(16 << 20));
            connectors.put(listener, connector);
            factory.addAdditionalConnectors(connector);
        }
    }

    /** The port a listener is really on; known once the web server is up. */
    public int of(Listener listener) {
        return connectors.get(listener).getLocalPort();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        int port = request.getLocalPort();
        boolean answered = connectors.entrySet().stream()
                .filter(entry -> entry.getValue().getLocalPort() == port)
                .findFirst()
                .map(entry -> entry.getKey().answers(path))
                .orElseGet(() -> Arrays.stream(Listener.values()).noneMatch(listener -> listener.answers(path)));
        if (answered) {
            chain.doFilter(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().println("Nothing is here on this port.");
        }
    }
}
