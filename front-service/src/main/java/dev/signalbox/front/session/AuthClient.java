package dev.signalbox.front.session;

import dev.signalbox.common.client.ServiceClient;
import dev.signalbox.common.client.ServiceClients;
import dev.signalbox.front.PassedOnProblem;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

/** Asks auth-service. Its refusals come out as {@link PassedOnProblem}. */
@Component
class AuthClient {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final ServiceClient auth;

    AuthClient(ServiceClients clients, AuthProperties properties) {
        this.auth = clients.create("auth-service", properties.url());
    }

    /** @param address the visitor's: auth-service limits what comes from one */
    Mono<User> register(Registration registration, String address) {
        return PassedOnProblem.of(auth.once(auth.web()
                .post()
                .uri("/users")
                .header(FORWARDED_FOR, address)
                .bodyValue(registration)
                .retrieve()
                .bodyToMono(User.class)));
    }

    /** @param address the visitor's: auth-service limits the attempts from one */
    Mono<Session> signIn(Credentials credentials, String address) {
        return PassedOnProblem.of(auth.once(auth.web()
                .post()
                .uri("/sessions")
                .header(FORWARDED_FOR, address)
                .bodyValue(credentials)
                .retrieve()
                .bodyToMono(Session.class)));
    }

    /** Who the token belongs to; empty if it is nobody's, or no longer. */
    Mono<Visitor> visitor(String token) {
        return auth.repeatable(auth.web()
                        .get()
                        .uri("/sessions/current")
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                        .retrieve()
                        .bodyToMono(Current.class))
                .map(current -> new Visitor(
                        current.user().id(),
                        current.user().email(),
                        current.user().displayName(),
                        token))
                .onErrorResume(WebClientResponseException.class, refused -> Mono.empty());
    }

    /** Ends the session; one that is no longer there has ended, too. */
    Mono<Void> signOut(Visitor visitor) {
        return PassedOnProblem.of(auth.repeatable(auth.web()
                .delete()
                .uri("/sessions/current")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + visitor.token())
                .retrieve()
                .onStatus(status -> status.value() == 401, gone -> Mono.empty())
                .bodyToMono(Void.class)));
    }

    private record Current(User user) {}
}
