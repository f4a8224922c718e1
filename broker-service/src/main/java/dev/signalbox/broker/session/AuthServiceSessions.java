package dev.signalbox.broker.session;

import dev.signalbox.common.client.ServiceClient;
import dev.signalbox.common.client.ServiceClients;
import java.net.URI;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

/**
 * Asks auth-service on every request. Nothing is remembered: a sign-out takes effect at once and everywhere, and one
 * short call is a fair price for that.
 */
public class AuthServiceSessions implements Sessions {

    private final ServiceClient auth;

    /**
     * Asks over HTTP.
     *
     * @param url where auth-service is
     */
    public AuthServiceSessions(ServiceClients clients, URI url) {
        this.auth = clients.create("auth-service", url);
    }

    @Override
    public Mono<Session> current(String token) {
        var call = auth.web()
                .get()
                .uri("/sessions/current")
                .headers(headers -> headers.setBearerAuth(token))
                .retrieve()
                .bodyToMono(Session.class);
        return auth.repeatable(call)
                .onErrorResume(WebClientResponseException.Unauthorized.class, unauthorized -> Mono.empty());
    }
}
